/**
 * Simulates a Keap account in memory, as strict as Keap is known to be. A request is authenticated and metered, may be
 * struck by a scripted fault, is checked by the request model and is answered. A journal records every call. Keap's
 * OAuth2 token endpoint is at /token, beside the API.
 *
 * <p>{@link dev.keapsink.simulator.KeapSimulator} is the account, without transport, threads and waiting.
 * {@link dev.keapsink.simulator.SimulatorServer} serves it over HTTP. Where Keap's behaviour is not known, the
 * simulator does the thing that is harder for the caller. Where accounts may differ,
 * {@link dev.keapsink.simulator.Behaviour} lets a test choose.
 */
@NullMarked
package dev.keapsink.simulator;

import org.jspecify.annotations.NullMarked;
