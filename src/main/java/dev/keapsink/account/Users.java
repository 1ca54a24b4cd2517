package dev.keapsink.account;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.keap.AccountList;
import dev.keapsink.keap.ApiCall;
import dev.keapsink.keap.Call;
import dev.keapsink.keap.KeapClient;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.keap.Pages;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.text.Blanks;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The account's users. Records name one by the id or the e-mail address. Threadsafe. */
public final class Users {

    /** The largest page that this list of v2 has. */
    private static final int PAGE = 100;

    /** Asks for all users, so that a record's inactive user is told from an unknown one. */
    private static final String EVERYONE = "include_inactive==true;include_partners==true";

    private final KeapClient keap;
    private final Duration timeout;
    private final AccountList<List<User>> users;

    public Users(KeapClient keap, Duration timeout, InstantSource clock) {
        this.keap = keap;
        this.timeout = timeout;
        this.users = new AccountList<>("users", List.of(), List::size, this::read, clock);
    }

    /** The account's list of users. */
    public AccountList<?> list() {
        return users;
    }

    /**
     * The id of the user that a record names, in the list as it was last read; empty if it has none of that name. Makes
     * no call.
     *
     * @param field the field's name in an error
     * @param name an id or an e-mail address
     * @throws InvalidValue if the user is inactive, or several have the address
     */
    public Optional<Long> known(String field, String name) {
        return among(users.known(), field, name);
    }

    /**
     * The same for a user that the deployment names. Reads the list again if it lacks the user, at most once a minute.
     *
     * @throws InvalidValue as {@link #known} does
     * @throws KeapFailure if the list cannot be read
     */
    public Optional<Long> find(String field, String name, Deadline deadline) {
        return users.find(known -> among(known, field, name), deadline);
    }

    private static Optional<Long> among(List<User> users, String field, String name) {
        String wanted = Blanks.strip(name);
        List<User> named = users.stream().filter(user -> user.isNamed(wanted)).toList();
        List<User> active = named.stream().filter(User::isActive).toList();
        if (active.size() > 1) {
            throw new InvalidValue(
                    field,
                    "is the address of several users in Keap; use one of their ids: "
                            + active.stream()
                                    .map(user -> Long.toString(user.id()))
                                    .collect(Collectors.joining(", ")));
        }
        if (active.isEmpty() && !named.isEmpty()) {
            throw new InvalidValue(field, "is inactive in Keap; name an active user by the e-mail address or id");
        }
        return active.stream().map(User::id).findFirst();
    }

    private List<User> read(Deadline deadline) {
        return Pages.all("users", token -> page(deadline, token)).stream()
                .map(User::of)
                .filter(user -> user.id() > 0)
                .toList();
    }

    private JsonNode page(Deadline deadline, @Nullable String token) {
        ApiCall<AccountApi> request = new ApiCall<>(AccountApi.class, api -> api.users(EVERYONE, PAGE, token));
        return keap.call(Call.ofAccount(deadline, request), timeout).json();
    }
}
