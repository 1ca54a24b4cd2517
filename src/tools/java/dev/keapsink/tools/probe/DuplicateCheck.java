package dev.keapsink.tools.probe;

import dev.keapsink.tools.keap.Json;
import dev.keapsink.tools.keap.Reply;

/** Gives the contact a second address and upserts by it: Keap either finds the contact or makes a second one. */
final class DuplicateCheck implements Experiment {

    @Override
    public String topic() {
        return "Duplicate check";
    }

    @Override
    public void run(ExperimentContext context) {
        TestContact contact = context.contact();
        contact.patch(
                Json.object().set("email_addresses", TestContact.emails(contact.address(), contact.secondAddress())));
        Reply reply = contact.upsertBy(contact.secondAddress(), Json.object());
        if (reply.id() == contact.id()) {
            context.report().add(topic(), "EMAIL2", "an upsert finds a contact by its second address, too");
        } else {
            context.report()
                    .add(
                            topic(),
                            "EMAIL1",
                            "an upsert finds a contact by its first address only: a second address makes a second contact");
        }
    }
}
