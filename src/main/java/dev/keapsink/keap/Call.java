package dev.keapsink.keap;

import dev.keapsink.resilience.Deadline;
import dev.keapsink.resilience.Repeat;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;

/**
 * One call to make.
 *
 * @param request makes the request anew each time it is asked
 */
public record Call(Repeat repeat, Deadline deadline, Supplier<Uni<Response>> request) {}
