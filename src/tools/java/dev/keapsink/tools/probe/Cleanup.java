package dev.keapsink.tools.probe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.tools.keap.Keap;
import dev.keapsink.tools.keap.Reply;
import dev.keapsink.tools.keap.Stopped;
import dev.keapsink.tools.keap.UnusableReply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Deletes the contacts of the probe and no others: those with a known id, and those with one of its two addresses. */
final class Cleanup {
    private static final int ATTEMPTS = 5;

    /** Keap may still work on a call that was broken off; its contact can be found only afterwards. */
    private static final Duration SETTLING_TIME = Duration.ofSeconds(3);

    private final Keap keap;
    private final TestContact contact;

    Cleanup(Keap keap, TestContact contact) {
        this.keap = keap;
        this.contact = contact;
    }

    /** Deletes the contacts. Returns a sentence for the operator about each contact that may be left. */
    List<String> run() {
        List<String> left = new ArrayList<>();
        Set<Long> ids = new LinkedHashSet<>(contact.made());
        try {
            if (contact.perhapsMore()) {
                keap.pause(SETTLING_TIME);
            }
            ids.addAll(withAddress(contact.address()));
            ids.addAll(withAddress(contact.secondAddress()));
        } catch (UnusableReply | Stopped e) {
            // The search failed; the contacts with a known id can still be deleted.
        }
        if (contact.perhapsMore() && ids.size() == contact.made().size()) {
            left.add("A call that makes a contact got no clear reply. If Keap has a contact with the address %s"
                            .formatted(contact.address())
                    + " or %s, delete it.".formatted(contact.secondAddress()));
        }
        ids.forEach(id -> delete(id, left));
        return left;
    }

    /** Returns contacts that really have the address: if Keap ignores the filter, it lists contacts of others. */
    private List<Long> withAddress(String address) {
        Reply reply = keap.get("/v2/contacts?page_size=10&fields=id,email_addresses&filter=email%3D%3D" + address);
        if (!reply.isOk()) {
            reply = keap.get("/v1/contacts?limit=10&email=" + address);
        }
        if (!reply.isOk()) {
            throw new UnusableReply("Keap answered a search with " + reply);
        }
        List<Long> found = new ArrayList<>();
        for (JsonNode one : reply.body().path("contacts")) {
            if (one.path("email_addresses").findValuesAsText("email").stream().anyMatch(address::equalsIgnoreCase)) {
                found.add(one.path("id").asLong());
            }
        }
        return found;
    }

    private void delete(long id, List<String> left) {
        String target = "/v1/contacts/" + id;
        String trouble = "";
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                Reply reply = keap.delete(target);
                if (reply.isOk() || reply.status() == 404) {
                    return;
                }
                trouble = "Keap answered " + reply;
                keap.pause(Duration.ofSeconds(attempt));
            } catch (UnusableReply e) {
                trouble = e.getMessage();
            } catch (Stopped e) {
                trouble = e.getMessage();
                break;
            }
        }
        left.add(
                "The contact %d could not be deleted (%s). Delete it in Keap, where it has the address %s, or with%n  %s"
                        .formatted(id, trouble, contact.address(), keap.access().curl("DELETE", target)));
    }
}
