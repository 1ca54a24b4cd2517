package dev.keapsink.simulator;

/**
 * Answers the calls of one operation. A {@link Refusal} that it throws becomes the reply.
 */
interface Endpoint {
    SimulatedReply answer(Exchange exchange);
}
