package dev.keapsink.simulator;

/** The account's data and its behaviour. */
final class AccountData {
    final ContactStore contacts = new ContactStore(new ContactMerge(this::behaviour));
    final ContactTypes contactTypes = new ContactTypes(this::behaviour);
    final CustomFields customFields = new CustomFields(this::behaviour);
    final TagStore tags = new TagStore();
    final Tagging tagging = new Tagging(contacts, tags);
    final ObjectData objects = new ObjectData(contacts, this::behaviour);
    private Behaviour behaviour = Behaviour.DEFAULT;

    Behaviour behaviour() {
        return behaviour;
    }

    void behave(Behaviour other) {
        behaviour = other;
    }
}
