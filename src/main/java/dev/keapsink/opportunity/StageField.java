package dev.keapsink.opportunity;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.keapsink.account.Stages;
import dev.keapsink.field.Value;
import dev.keapsink.keap.AccountList;
import dev.keapsink.object.Certainty;
import dev.keapsink.object.Change;
import dev.keapsink.object.NameResolver;
import java.util.Map;

/** The stage of an opportunity, which a record names by the id or by the name. Threadsafe. */
final class StageField implements NameResolver {

    private final Stages stages;

    StageField(Stages stages) {
        this.stages = stages;
    }

    @Override
    public AccountList<?> list() {
        return stages.list();
    }

    @Override
    public Change resolved(Change change, Certainty certainty) {
        Value named = change.values().get(OpportunityFields.STAGE);
        if (change.isDelete() || named == null || named.isClearing()) {
            return change;
        }
        String label = OpportunityFields.STAGE.label();
        long id = stages.known(label, named.text()).orElseThrow(() -> {
            certainty.require(stages.list(), "A stage");
            return stages.unknown(label, named.text());
        });
        return change.with(Map.of(
                OpportunityFields.STAGE,
                new Value(new TextNode(String.valueOf(id)), named.write(), named.origin(), named.cut())));
    }
}
