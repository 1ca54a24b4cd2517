package dev.keapsink.tools.setup;

import dev.keapsink.object.KeyedTypes;
import dev.keapsink.record.ObjectType;
import dev.keapsink.tools.common.AccountException;
import dev.keapsink.tools.common.TerminalText;
import dev.keapsink.tools.keap.Consent;
import dev.keapsink.tools.keap.Json;
import dev.keapsink.tools.keap.Keap;
import dev.keapsink.tools.keap.KeapUser;
import dev.keapsink.tools.keap.Reply;
import dev.keapsink.tools.keap.Stopped;
import dev.keapsink.tools.keap.UnusableReply;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Makes the key field of each type that lacks it. */
final class KeyFieldSetup {

    private final Keap keap;
    private final String label;
    private final Consent consent;
    private final PrintWriter out;
    private boolean complete = true;

    /**
     * @param label the label of the fields
     */
    KeyFieldSetup(Keap keap, String label, Consent consent, PrintWriter out) {
        this.keap = keap;
        this.label = label;
        this.consent = consent;
        this.out = out;
    }

    /**
     * Returns whether every type that needs the field has it now.
     *
     * @throws AccountException if nothing could be read, or the operator does not agree
     */
    boolean run(Collection<ObjectType> types) {
        try {
            List<ObjectType> keyed =
                    types.stream().filter(KeyedTypes::haveKeyField).sorted().toList();
            if (keyed.isEmpty()) {
                out.printf("No key field is needed: %s have none.%n", names(types));
                return true;
            }
            KeapUser user = KeapUser.of(keap);
            out.printf("Keap account %s, as %s.%n", TerminalText.line(user.tenant()), TerminalText.line(user.name()));
            List<ObjectType> lacking = lacking(keyed);
            if (!lacking.isEmpty()) {
                out.printf(
                        "To be made at %s: the text field \"%s\" of %s.%n",
                        keap.access().baseUrl(), label, names(lacking));
                consent.ask(out);
                lacking.forEach(this::make);
            }
            return complete;
        } catch (UnusableReply e) {
            throw new AccountException("%s at %s. Check the address in KEAP_SINK_BASE_URL and this machine's network."
                    .formatted(e.getMessage(), keap.access().baseUrl()));
        } catch (Stopped e) {
            throw new AccountException(e.getMessage() + " Run it again: fields that are there are not made again.");
        } finally {
            out.flush();
        }
    }

    private static String names(Collection<ObjectType> types) {
        return types.stream().sorted().map(ObjectType::stream).collect(Collectors.joining(", "));
    }

    /** Says of each type what is there, and returns those that lack the field. */
    private List<ObjectType> lacking(List<ObjectType> types) {
        List<ObjectType> lacking = new ArrayList<>();
        for (ObjectType type : types) {
            KeyFieldModel model = KeyFieldModel.read(keap, type, label);
            switch (model.state()) {
                case THERE -> say(type, "the field is there (%s)".formatted(model.detail()));
                case MISSING -> lacking.add(type);
                case UNUSABLE -> fail(type, model.detail() + ". Choose another label by KEAP_SINK_KEY_FIELD");
                case REFUSED -> fail(type, refusal(type, model.detail()));
            }
        }
        return lacking;
    }

    /** Reads the model again first: types may share their custom fields, so that the field is there by now. */
    private void make(ObjectType type) {
        KeyFieldModel before = KeyFieldModel.read(keap, type, label);
        if (before.state() == KeyFieldModel.State.THERE) {
            say(type, "the field is there by now (%s), because this account shares it".formatted(before.detail()));
            return;
        }
        String answer = answer(type);
        KeyFieldModel after = KeyFieldModel.read(keap, type, label);
        if (after.state() == KeyFieldModel.State.THERE) {
            say(type, "made (%s)".formatted(after.detail()));
        } else {
            fail(type, refusal(type, answer));
        }
    }

    /** Returns Keap's answer in words. Without an answer the field may have been made all the same. */
    private String answer(ObjectType type) {
        try {
            Reply reply = keap.send(
                    "POST",
                    "/v2/%s/model/customFields".formatted(type.stream()),
                    Json.object().put("field_type", "TEXT").put("label", label));
            return reply.toString();
        } catch (UnusableReply e) {
            return String.valueOf(e.getMessage());
        }
    }

    private String refusal(ObjectType type, String answer) {
        return ("Keap refused (%s). Make the text field \"%s\" of %s in Keap (Settings, Custom fields), or give the key's"
                        + " user the permission; an edition without %s has no such field")
                .formatted(TerminalText.line(answer), label, type.stream(), type.stream());
    }

    private void say(ObjectType type, String finding) {
        out.printf("%s: %s.%n", type.stream(), TerminalText.line(finding));
    }

    private void fail(ObjectType type, String finding) {
        complete = false;
        say(type, finding);
    }
}
