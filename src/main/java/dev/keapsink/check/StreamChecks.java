package dev.keapsink.check;

import dev.keapsink.account.Users;
import dev.keapsink.check.CheckReport.Line;
import dev.keapsink.field.CustomField;
import dev.keapsink.field.CustomFieldType;
import dev.keapsink.field.CustomFields;
import dev.keapsink.keap.ApiCall;
import dev.keapsink.keap.Call;
import dev.keapsink.keap.KeapClient;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.keap.KeapReply;
import dev.keapsink.object.KeyedTypes;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.record.ObjectType;
import dev.keapsink.resilience.Deadline;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Checks, for each stream beside contacts, whether the account has such objects, the field for their keys, and the
 * custom fields that the mapping names.
 */
public final class StreamChecks {

    /** The types whose objects Keap creates only for a user. */
    private static final Set<ObjectType> OF_USERS = EnumSet.of(ObjectType.NOTES, ObjectType.TASKS);

    private final KeapClient keap;
    private final Wanted wanted;
    private final Duration timeout;
    private final Users users;
    private final Map<ObjectType, CustomFields> models = new EnumMap<>(ObjectType.class);

    /**
     * What the deployment writes.
     *
     * @param keyField the label of the custom field that holds a record's key
     * @param hasLedger whether a ledger remembers what was written
     * @param customFields the custom fields that a type's mapping names
     * @param defaultUser the id or e-mail address of the user for records that need one and name none
     */
    public record Wanted(
            Set<ObjectType> types,
            String keyField,
            boolean hasLedger,
            Function<ObjectType, Collection<String>> customFields,
            Optional<String> defaultUser) {}

    /**
     * @param timeout of one call
     */
    public StreamChecks(KeapClient keap, Wanted wanted, Duration timeout, InstantSource clock) {
        this.keap = keap;
        this.wanted = wanted;
        this.timeout = timeout;
        this.users = new Users(keap, timeout, clock);
        wanted.types()
                .forEach(type -> models.put(
                        type,
                        new CustomFields(
                                keap,
                                new ApiCall<>(StreamApi.class, api -> api.model(type.stream())),
                                CustomField.Ids.TEXTS,
                                timeout,
                                clock)));
    }

    /** Some lines for each stream; none if contacts alone are written. */
    List<Line> run(boolean mayGoOn, Deadline deadline) {
        List<Line> lines = new ArrayList<>();
        if (wanted.types().stream().anyMatch(OF_USERS::contains)) {
            lines.add(AccountChecks.line("default user", mayGoOn, name -> defaultUser(name, deadline)));
        }
        for (ObjectType type : wanted.types()) {
            if (type != ObjectType.CONTACTS) {
                lines.addAll(run(type, mayGoOn, deadline));
            }
        }
        if (!wanted.hasLedger()
                && (wanted.types().contains(ObjectType.ORDERS) || wanted.types().contains(ObjectType.PAYMENTS))) {
            lines.add(Line.note(
                    "ledger of orders",
                    "There is none. With a ledger, an order or payment whose reply was lost is never sent again on"
                            + " a guess (KEAP_SINK_LEDGER_TABLE, docs/ledger.md)."));
        }
        return lines;
    }

    private List<Line> run(ObjectType type, boolean mayGoOn, Deadline deadline) {
        List<Line> lines = new ArrayList<>();
        Line list = AccountChecks.line("stream " + type.stream(), mayGoOn, name -> list(name, type, deadline));
        lines.add(list);
        if (list.result() != CheckReport.Result.pass) {
            return lines;
        }
        if (KeyedTypes.haveKeyField(type)) {
            lines.add(
                    AccountChecks.line("key field of " + type.stream(), true, name -> keyField(name, type, deadline)));
        }
        for (String field : wanted.customFields().apply(type)) {
            lines.add(AccountChecks.line(
                    "custom field \"%s\" of %s".formatted(field, type.stream()),
                    true,
                    name -> customField(name, type, field, deadline)));
        }
        return lines;
    }

    private Line defaultUser(String check, Deadline deadline) {
        if (wanted.defaultUser().isEmpty()) {
            return Line.note(
                    check,
                    "There is none. A new note or task that names no user is rejected (KEAP_SINK_DEFAULT_USER).");
        }
        String remedy = "Name an active user in KEAP_SINK_DEFAULT_USER, by the e-mail address or the id.";
        try {
            return users.find("It", wanted.defaultUser().get(), deadline)
                    .map(id -> Line.pass(check, "It is the user %d.".formatted(id)))
                    .orElseGet(() -> Line.fail(check, "The Keap account has no such user.", remedy));
        } catch (InvalidValue e) {
            return Line.fail(check, "It %s.".formatted(e.rejection().detail()), remedy);
        }
    }

    private Line list(String check, ObjectType type, Deadline deadline) {
        // Payments have no list of their own, but one for each order.
        String stream = (type == ObjectType.PAYMENTS ? ObjectType.ORDERS : type).stream();
        try {
            KeapReply unused = keap.call(
                    Call.ofAccount(deadline, new ApiCall<>(StreamApi.class, api -> api.list(stream, 1))), timeout);
            return Line.pass(check, "Keap shows the account's %s.".formatted(stream));
        } catch (KeapFailure.Forbidden | KeapFailure.NotFound e) {
            return Line.fail(
                    check,
                    "Keap refuses the list of %s: %s.".formatted(stream, e.getMessage()),
                    "The account's edition may not have %s, or the key's user may not see them. Give the permission in Keap, or take %s out of KEAP_SINK_STREAMS. Until then their records wait."
                            .formatted(stream, type.stream()));
        }
    }

    private Line keyField(String check, ObjectType type, Deadline deadline) {
        List<CustomField> found = model(type).find(wanted.keyField(), deadline);
        List<String> inWords = model(type).called(wanted.keyField(), deadline);
        return switch (found.size()) {
            case 0 -> withoutKeyField(check, type);
            case 1 ->
                found.getFirst().type() == CustomFieldType.TEXT
                        ? Line.pass(check, "It is %s.".formatted(inWords.getFirst()))
                        : Line.fail(
                                check,
                                "It is %s, and cannot hold every key.".formatted(inWords.getFirst()),
                                "Name another field in KEAP_SINK_KEY_FIELD, and have ./run setup make it as a text field.");
            default ->
                Line.fail(
                        check,
                        "The account has several: %s.".formatted(String.join("; ", inWords)),
                        "Name one that is unique in KEAP_SINK_KEY_FIELD.");
        };
    }

    private Line withoutKeyField(String check, ObjectType type) {
        String finding = "The account has no custom field \"%s\" of %s".formatted(wanted.keyField(), type.stream());
        return wanted.hasLedger()
                ? Line.note(
                        check,
                        finding + ". After a lost reply their contents are compared. ./run setup makes the field.")
                : Line.fail(
                        check,
                        finding + ", so that a repeated message could make a second one. Their records wait.",
                        "./run setup makes the field. A ledger helps, too.");
    }

    private Line customField(String check, ObjectType type, String field, Deadline deadline) {
        List<String> found = model(type).called(field, deadline);
        return switch (found.size()) {
            case 0 ->
                Line.fail(
                        check,
                        "The account has no custom field of this name%s."
                                .formatted(AccountChecks.suggestion(
                                        field, model(type).labels(deadline))),
                        "Correct the name in KEAP_SINK_MAPPING, or create the field in Keap.");
            case 1 -> Line.pass(check, "It is %s.".formatted(found.getFirst()));
            default -> AccountChecks.ambiguous(check, found);
        };
    }

    private CustomFields model(ObjectType type) {
        return Objects.requireNonNull(models.get(type), type.stream());
    }
}
