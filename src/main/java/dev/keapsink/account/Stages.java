package dev.keapsink.account;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.keap.AccountList;
import dev.keapsink.keap.ApiCall;
import dev.keapsink.keap.Call;
import dev.keapsink.keap.KeapClient;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.keap.Pages;
import dev.keapsink.mapping.DidYouMean;
import dev.keapsink.record.Excerpt;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.text.Blanks;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The stages of the account's opportunities. Records name one by the id, or by the name if no other stage has it: two
 * pipelines may have stages of one name, and Keap does not list pipelines. Threadsafe.
 */
public final class Stages {

    /** The largest page of v2. */
    private static final int PAGE = 1000;

    private final KeapClient keap;
    private final Duration timeout;
    private final AccountList<List<Stage>> stages;

    private record Stage(long id, String name) {}

    public Stages(KeapClient keap, Duration timeout, InstantSource clock) {
        this.keap = keap;
        this.timeout = timeout;
        this.stages = new AccountList<>("stages", List.of(), List::size, this::read, clock);
    }

    /** The account's list of stages. */
    public AccountList<?> list() {
        return stages;
    }

    /**
     * The id of the stage that a record names, in the list as it was last read; empty if it has none of that name.
     * Makes no call.
     *
     * @param field the field's name in an error
     * @param name an id or a name; a name in the same letter case goes before others
     * @throws InvalidValue if several stages have the name
     */
    public Optional<Long> known(String field, String name) {
        return among(stages.known(), field, name);
    }

    /**
     * The same for a stage that the deployment names. Reads the list again if it lacks the stage, at most once a minute.
     *
     * @throws InvalidValue as {@link #known} does
     * @throws KeapFailure if the list cannot be read
     */
    public Optional<Long> find(String field, String name, Deadline deadline) {
        return stages.find(known -> among(known, field, name), deadline);
    }

    /** The fault of a record whose stage the account does not have. */
    public InvalidValue unknown(String field, String name) {
        List<String> names = stages.known().stream().map(Stage::name).toList();
        return new InvalidValue(
                field,
                "is none of the stages in Keap: %s%s"
                        .formatted(Excerpt.text(name), DidYouMean.suggestion(name, names)));
    }

    private static Optional<Long> among(List<Stage> stages, String field, String name) {
        String wanted = Blanks.strip(name);
        return only(stages, stage -> wanted.equals(Long.toString(stage.id())), field)
                .or(() -> only(stages, stage -> wanted.equals(stage.name()), field))
                .or(() -> only(stages, stage -> wanted.equalsIgnoreCase(stage.name()), field));
    }

    private static Optional<Long> only(List<Stage> stages, Predicate<Stage> isNamed, String field) {
        List<Long> ids = stages.stream().filter(isNamed).map(Stage::id).toList();
        if (ids.size() > 1) {
            throw new InvalidValue(
                    field,
                    "is the name of several stages in Keap; use one of their ids: "
                            + ids.stream().map(String::valueOf).collect(Collectors.joining(", ")));
        }
        return ids.stream().findFirst();
    }

    private List<Stage> read(Deadline deadline) {
        return Pages.all("stages", token -> page(deadline, token)).stream()
                .map(stage -> new Stage(
                        stage.path("id").asLong(),
                        Blanks.strip(stage.path("name").asText(""))))
                .filter(stage -> stage.id() > 0)
                .toList();
    }

    private JsonNode page(Deadline deadline, @Nullable String token) {
        ApiCall<AccountApi> request = new ApiCall<>(AccountApi.class, api -> api.stages(PAGE, token));
        return keap.call(Call.ofAccount(deadline, request), timeout).json();
    }
}
