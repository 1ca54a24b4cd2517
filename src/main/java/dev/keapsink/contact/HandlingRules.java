package dev.keapsink.contact;

import dev.keapsink.field.Field;
import dev.keapsink.mapping.Handling;
import dev.keapsink.mapping.Handling.Empty;
import dev.keapsink.mapping.Handling.Write;
import dev.keapsink.mapping.MappingError;
import dev.keapsink.mapping.Node;

/** Which handling a field cannot have, because of what Keap shows of it and lets be emptied. */
final class HandlingRules {

    private HandlingRules() {}

    /**
     * Holds what an entry says of itself against its field; what it has from the document's defaults is left alone.
     *
     * @throws MappingError naming the offending part of the entry
     */
    static void check(Field field, Node node, Handling handling) {
        if (field.list().isEmpty() && node.child("write").isThere() && handling.write() == Write.MERGE) {
            throw node.child("write").error("is merge, which is for fields that stand in a list only");
        }
        if (!field.mayBeEmptied() && node.child("empty").isThere() && handling.empty() == Empty.CLEAR) {
            throw node.child("empty")
                    .error("is clear, but e-mail addresses, opt_in_reason and origin_ip_address are never emptied");
        }
        if (field.equals(ContactFields.OPT_IN_REASON)
                && node.child("write").isThere()
                && handling.write() == Write.FILL) {
            throw node.child("write").error("is fill, but Keap does not show whether a contact has a reason");
        }
    }
}
