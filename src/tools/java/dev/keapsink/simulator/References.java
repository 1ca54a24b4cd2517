package dev.keapsink.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks that the objects exist which a write refers to. */
final class References {
    private static final Map<String, Resource> TARGETS = Map.of(
            "stage_id", Resource.STAGES,
            "user_id", Resource.USERS,
            "assigned_to_user_id", Resource.USERS,
            "owner_id", Resource.USERS,
            "opportunity_id", Resource.OPPORTUNITIES,
            "product_id", Resource.PRODUCTS,
            "order_id", Resource.ORDERS);

    /** The account has no affiliates and no subscription plans. */
    private static final Set<String> NEVER =
            Set.of("affiliate_id", "lead_affiliate_id", "sales_affiliate_id", "subscription_plan_id");

    private final ObjectData data;

    References(ObjectData data) {
        this.data = data;
    }

    /**
     * Checks the references of a body.
     *
     * @throws Refusal if an object does not exist
     */
    void check(ObjectNode body) {
        body.properties().forEach(entry -> {
            if (entry.getKey().endsWith("_id") && !entry.getValue().asText("").isEmpty()) {
                check(entry.getKey(), entry.getValue().asLong());
            }
        });
    }

    private void check(String property, long id) {
        if (!exists(property, id)) {
            throw Refusal.badRequest("%s %d does not exist".formatted(property, id));
        }
    }

    /** Whether the object that a property with this name refers to exists; true for a property that is no reference. */
    boolean exists(String property, long id) {
        if (property.equals("contact_id")) {
            return data.contacts.find(id).isPresent();
        }
        return !NEVER.contains(property)
                && Optional.ofNullable(TARGETS.get(property))
                        .map(target -> data.of(target).find(id).isPresent())
                        .orElse(true);
    }
}
