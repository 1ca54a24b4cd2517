/**
 * A Keap account in memory, as strict as Keap is known to be: a request comes in, is authenticated, metered, perhaps
 * struck by a scripted fault, checked against the request model and answered, and every call is journalled. Beside the API
 * stands Keap's OAuth2 token endpoint, at /token.
 *
 * <p>{@link dev.keapsink.simulator.KeapSimulator} is the account and knows nothing about transport, threads or waiting;
 * {@link dev.keapsink.simulator.SimulatorServer} puts it behind real HTTP. Where Keap's behaviour is not known, the
 * simulator takes the side that is harder for the caller; where an account may do one thing or another,
 * {@link dev.keapsink.simulator.Behaviour} lets a test choose.
 */
@NullMarked
package dev.keapsink.simulator;

import org.jspecify.annotations.NullMarked;
