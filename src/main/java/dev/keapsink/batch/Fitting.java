package dev.keapsink.batch;

import dev.keapsink.contact.ContactChange;
import dev.keapsink.contact.ContactMapper.Mapped;
import dev.keapsink.contact.CustomFieldValues;
import dev.keapsink.contact.Wishes;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.record.Checked;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Reason;
import dev.keapsink.record.TagName;
import dev.keapsink.resilience.Deadline;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Fits what a record wants to what the account has: tags, the contact type, custom fields. Threadsafe. */
final class Fitting {

    private final Account account;

    Fitting(Account account) {
        this.account = account;
    }

    /**
     * A change that can be written.
     *
     * @param ignored the record's fields that have no place in the account
     */
    record Fitted(ContactChange change, List<String> ignored) {}

    /**
     * A change whose own tags, contact type and custom fields exist, with the configured type if it names none; or why it
     * is rejected. For a delete nothing has to exist: what does not exist is not worn.
     *
     * @throws KeapFailure.ServerError if Keap stumbled over a tag that this record alone names
     * @throws KeapFailure.Unclear likewise
     * @throws KeapFailure any other, which concerns every record
     */
    Checked<Fitted> fit(Mapped.Wanted wanted, Deadline deadline) {
        try {
            return new Checked.Valid<>(
                    wanted.change().isDelete() ? delete(wanted, deadline) : upsert(wanted, deadline));
        } catch (InvalidValue e) {
            return new Checked.Invalid<>(e.rejection());
        }
    }

    /** What the account does not have cannot be taken off, and Keap's reply would not tell it from a contact that is gone. */
    private Fitted delete(Mapped.Wanted wanted, Deadline deadline) {
        ContactChange change = wanted.change();
        Set<Long> worn = new LinkedHashSet<>();
        for (long tag : change.tags()) {
            if (LookUp.of("tags", () -> account.lists().tags().exists(tag, deadline))) {
                worn.add(tag);
            }
        }
        for (TagName tag : wanted.wishes().tags()) {
            existing(tag, deadline).ifPresent(worn::add);
        }
        return new Fitted(
                new ContactChange(
                        change.key(),
                        change.operation(),
                        change.version(),
                        change.fields(),
                        worn,
                        null,
                        change.sourceKey()),
                List.of());
    }

    /** A name that Keap does not even look for is no tag's. */
    private Optional<Long> existing(TagName tag, Deadline deadline) {
        return LookUp.of("tags", () -> {
            try {
                return account.lists().tags().id(new TagName(tag.name(), false), deadline);
            } catch (KeapFailure.Refused e) {
                return Optional.empty();
            }
        });
    }

    private Fitted upsert(Mapped.Wanted wanted, Deadline deadline) {
        ContactChange change = wanted.change();
        checkTags(change.tags(), deadline);
        ContactChange typed = change.withContactType(
                change.contactType() == null ? account.contactType() : spelling(change.contactType(), deadline));
        CustomFieldValues.Found found = customFields(wanted.wishes(), deadline);
        List<String> ignored = wanted.unused().stream()
                .filter(name -> !found.used().contains(name))
                .toList();
        // Last, because tags may be made, and none should be for a record that is rejected.
        Set<Long> named = named(wanted.wishes().tags(), deadline);
        return new Fitted(typed.withFields(found.values()).withTags(named), ignored);
    }

    private void checkTags(Set<Long> tags, Deadline deadline) {
        if (!tags.isEmpty()) {
            LookUp.everybodys("tags", () -> {
                account.lists().tags().load(deadline);
                return true;
            });
        }
        for (long tag : tags) {
            if (!LookUp.of("tags", () -> account.lists().tags().exists(tag, deadline))) {
                throw rejected(Reason.UNKNOWN_TAG, "tags", "The Keap account has no tag %d.".formatted(tag));
            }
        }
    }

    private Set<Long> named(Set<TagName> names, Deadline deadline) {
        Set<Long> tags = new LinkedHashSet<>();
        for (TagName name : names) {
            tags.add(id(name, deadline));
        }
        return tags;
    }

    private long id(TagName name, Deadline deadline) {
        try {
            return account.lists()
                    .tags()
                    .id(name, deadline)
                    .orElseThrow(() -> rejected(
                            Reason.UNKNOWN_TAG,
                            "tags",
                            "The Keap account has no tag of a name that the record gives; create it, or let the mapping"
                                    + " do so (create_missing)."));
        } catch (KeapFailure.Refused e) {
            throw rejected(Reason.REFUSED_BY_KEAP, "tags", e.detail());
        } catch (KeapFailure.Answered e) {
            throw new KeapFailure.Misconfigured(
                    "Keap refused to look up or to create a tag (%s)".formatted(e.getMessage()));
        }
    }

    private String spelling(String name, Deadline deadline) {
        return account.spelling(name, deadline)
                .orElseThrow(() -> rejected(
                        Reason.UNKNOWN_CONTACT_TYPE, "contact_type", "The Keap account has no such contact type."));
    }

    private CustomFieldValues.Found customFields(Wishes wishes, Deadline deadline) {
        return wishes.customFields().isEmpty()
                ? CustomFieldValues.Found.NONE
                : LookUp.everybodys(
                        "custom fields", () -> account.lists().customFields().of(wishes, deadline));
    }

    private static InvalidValue rejected(Reason reason, String field, String detail) {
        return new InvalidValue(new Rejected(reason, field, detail));
    }
}
