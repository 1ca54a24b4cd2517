package dev.keapsink.simulator;

import com.fasterxml.jackson.databind.JsonNode;

/** A company: lists look into its e-mail address and its address. */
final class CompanyLogic implements ObjectLogic {
    @Override
    public JsonNode value(StoredObject object, String name) {
        return switch (name) {
            case "@email" -> object.fields().path("email_address").path("email");
            case "@city" -> object.fields().path("address").path("locality");
            case "@state" -> object.fields().path("address").path("region");
            default -> object.value(name);
        };
    }
}
