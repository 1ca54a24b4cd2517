package dev.keapsink.simulator;

/** Does what one operation asks for. */
interface Endpoint {
    SimulatedReply answer(Exchange exchange);
}
