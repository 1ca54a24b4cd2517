package dev.keapsink.check;

import dev.keapsink.batch.VerifiedAccount.Configured;
import dev.keapsink.check.CheckReport.Line;
import dev.keapsink.contact.ContactLists;
import dev.keapsink.contact.ContactSettings;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.keap.WhoAmI;
import dev.keapsink.mapping.DidYouMean;
import dev.keapsink.record.TagName;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.tag.Tags;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Checks whether the account has all that the deployment names. A missing name is reported with a did-you-mean. */
public final class AccountChecks {

    private final Lists lists;
    private final Configured configured;
    private final ContactSettings contacts;

    /** The lists of the account, and the user of the credential. */
    public record Lists(WhoAmI user, Tags tags, ContactLists contacts) {}

    public AccountChecks(Lists lists, Configured configured, ContactSettings contacts) {
        this.lists = lists;
        this.contacts = contacts;
        this.configured = configured;
    }

    /** One line for each check. The first is that of the credential; if it does not pass, the others are skipped. */
    List<Line> run(Deadline deadline) {
        List<Line> lines = new ArrayList<>();
        Line credentials = checked(
                "credentials", () -> Line.pass("credentials", lists.user().ask(deadline)));
        lines.add(credentials);
        boolean mayGoOn = credentials.result() == CheckReport.Result.pass;
        configured.tagIds().stream()
                .sorted()
                .forEach(id -> lines.add(line("tag " + id, mayGoOn, name -> tag(name, id, deadline))));
        configured
                .tagNames()
                .forEach(tag ->
                        lines.add(line("tag \"%s\"".formatted(tag.name()), mayGoOn, name -> tag(name, tag, deadline))));
        String type = contacts.contactType();
        if (type != null) {
            lines.add(line("contact type \"%s\"".formatted(type), mayGoOn, name -> contactType(name, type, deadline)));
        }
        contacts.mapping()
                .customFields()
                .keySet()
                .forEach(field -> lines.add(line(
                        "custom field \"%s\"".formatted(field), mayGoOn, name -> customField(name, field, deadline))));
        return lines;
    }

    static Line line(String check, boolean mayGoOn, Function<String, Line> lookUp) {
        return mayGoOn
                ? checked(check, () -> lookUp.apply(check))
                : Line.skip(check, "not checked, because Keap could not be asked");
    }

    /** Runs a look-up. If it fails, the check fails; nothing is thrown. */
    private static Line checked(String check, Supplier<Line> lookUp) {
        try {
            return lookUp.get();
        } catch (KeapFailure.Misconfigured | KeapFailure.Answered e) {
            return Line.fail(check, String.valueOf(e.getMessage()), "Mend that, and check again.");
        } catch (KeapFailure e) {
            return Line.fail(
                    check,
                    "Keap did not answer: " + e.getMessage(),
                    "Check again. If it lasts, check KEAP_SINK_BASE_URL and the network, and see docs/failures.md.");
        }
    }

    private Line tag(String check, long id, Deadline deadline) {
        return lists.tags()
                .name(id, deadline)
                .map(name -> Line.pass(check, "It is \"%s\".".formatted(name)))
                .orElseGet(() -> Line.fail(
                        check,
                        "The account has no tag with this id.",
                        "Correct the id in KEAP_SINK_TAG_IDS (or tags in KEAP_SINK_MAPPING), or create a tag in Keap"
                                + " and take its id."));
    }

    private Line tag(String check, TagName tag, Deadline deadline) {
        Optional<Long> id = lists.tags().id(new TagName(tag.name(), false), deadline);
        if (id.isPresent()) {
            return Line.pass(check, "Its id is %d.".formatted(id.get()));
        }
        return tag.createMissing()
                ? Line.pass(check, "It is not there, and will be created when a record needs it.")
                : Line.fail(
                        check,
                        "The account has no tag of this name%s."
                                .formatted(suggestion(tag.name(), lists.tags().names(deadline))),
                        "Correct the name in KEAP_SINK_MAPPING, create the tag in Keap, or add \"create_missing\": true.");
    }

    private Line contactType(String check, String type, Deadline deadline) {
        return lists.contacts()
                .types()
                .spelling(type, deadline)
                .map(spelling -> Line.pass(check, "The account spells it \"%s\".".formatted(spelling)))
                .orElseGet(
                        () -> Line.fail(
                                check,
                                "The account has no such contact type%s."
                                        .formatted(suggestion(
                                                type, lists.contacts().types().all(deadline))),
                                "Correct KEAP_SINK_CONTACT_TYPE (or contact_type in KEAP_SINK_MAPPING), or add the type in Keap."));
    }

    private Line customField(String check, String field, Deadline deadline) {
        List<String> found = lists.contacts().customFields().called(field, deadline);
        return switch (found.size()) {
            case 0 ->
                Line.fail(
                        check,
                        "The account has no custom field of this name%s."
                                .formatted(suggestion(
                                        field, lists.contacts().customFields().labels(deadline))),
                        "Correct the name in KEAP_SINK_MAPPING, or create the field in Keap.");
            case 1 ->
                lists.contacts()
                        .values()
                        .problem(field, deadline)
                        .map(problem -> Line.fail(check, problem + ".", "Correct the constant in KEAP_SINK_MAPPING."))
                        .orElseGet(() -> Line.pass(check, "It is %s.".formatted(found.getFirst())));
            default -> ambiguous(check, found);
        };
    }

    static Line ambiguous(String check, List<String> found) {
        return Line.fail(
                check,
                "The account has several: %s.".formatted(String.join("; ", found)),
                "Use the technical name in KEAP_SINK_MAPPING.");
    }

    /** The closest choice as an addition to a sentence; an empty text if none is similar. */
    static String suggestion(String name, Collection<String> choices) {
        return DidYouMean.to(name, choices)
                .map("; the closest is \"%s\""::formatted)
                .orElse("");
    }
}
