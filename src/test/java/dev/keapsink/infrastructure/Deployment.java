package dev.keapsink.infrastructure;

import java.util.Map;
import java.util.Optional;

/**
 * What a template deploys: attributes in Terraform's words, by the address of their resource. Numbers and booleans are
 * texts.
 */
record Deployment(Map<String, Map<String, Object>> resources) {

    static final String SOURCE = "aws_sqs_queue.source";
    static final String SYNC = "aws_lambda_function.sync";
    static final String CHECK = "aws_lambda_function.check";
    static final String REFRESH = "aws_lambda_function.refresh";
    static final String MAPPING = "aws_lambda_event_source_mapping.source";

    /** An attribute of a resource that has it. */
    Object get(String address, String attribute) {
        return Optional.ofNullable(resources.get(address))
                .map(attributes -> attributes.get(attribute))
                .orElseThrow(() -> new AssertionError("%s has no %s".formatted(address, attribute)));
    }

    int number(String address, String attribute) {
        return Integer.parseInt((String) get(address, attribute));
    }

    /** The variables that a function is told. */
    @SuppressWarnings("unchecked")
    Map<String, String> environment(String function) {
        return (Map<String, String>) get(function, "environment.variables");
    }
}
