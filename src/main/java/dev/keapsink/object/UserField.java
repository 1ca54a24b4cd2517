package dev.keapsink.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.keapsink.field.Field;
import dev.keapsink.field.Value;
import dev.keapsink.keap.AccountList;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.keap.LookUp;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.resilience.Deadline;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The field of an object that names a user, by the e-mail address or the id. Threadsafe. */
public final class UserField implements NameResolver {

    private final ObjectContext.People people;
    private final Field field;
    private volatile @Nullable Long byDefault;

    public UserField(ObjectContext.People people, Field field) {
        this.people = people;
        this.field = field;
    }

    @Override
    public AccountList<?> list() {
        return people.users().list();
    }

    @Override
    public void verify(Deadline deadline) {
        Optional<String> named = people.byDefault();
        if (named.isPresent() && byDefault == null) {
            byDefault = LookUp.configured("users", () -> found(named.get(), deadline))
                    .orElseThrow(() -> misconfigured("is no user of the Keap account"));
        }
    }

    private Optional<Long> found(String name, Deadline deadline) {
        try {
            return people.users().find(field.label(), name, deadline);
        } catch (InvalidValue e) {
            throw misconfigured(e.rejection().detail());
        }
    }

    private static KeapFailure.Misconfigured misconfigured(String complaint) {
        return new KeapFailure.Misconfigured("KEAP_SINK_DEFAULT_USER " + complaint);
    }

    @Override
    public Change resolved(Change change, Certainty certainty) {
        Value named = change.values().get(field);
        if (change.isDelete() || named == null || named.isClearing()) {
            return change;
        }
        long id = people.users().known(field.label(), named.text()).orElseThrow(() -> {
            certainty.require(people.users().list(), "A user");
            return new InvalidValue(field.label(), "is no user of the Keap account; use the e-mail address or the id");
        });
        return change.with(
                Map.of(field, new Value(new TextNode(String.valueOf(id)), named.write(), named.origin(), named.cut())));
    }

    /**
     * Adds the default user to the body of a create that names none.
     *
     * @throws InvalidValue if there is no default user
     */
    public void require(ObjectNode body) {
        if (field.place().in(body).isMissingNode()) {
            Long user = byDefault;
            if (user == null) {
                throw new InvalidValue(
                        field.label(),
                        "is missing; name a user, or set KEAP_SINK_DEFAULT_USER for records without one");
            }
            field.place().put(body, new TextNode(user.toString()));
        }
    }
}
