package dev.keapsink.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks names up in a thread of its own, because the system's look-up can neither be interrupted nor given a time: with a name
 * server that is silent it takes longer than a call may.
 */
final class BoundedDns implements DnsResolver {

    private final DnsResolver system;
    private final Duration longest;

    BoundedDns(DnsResolver system, Duration longest) {
        this.system = system;
        this.longest = longest;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        FutureTask<InetAddress[]> lookUp = new FutureTask<>(() -> system.resolve(host));
        Thread.ofPlatform().daemon().name("dns").start(lookUp);
        try {
            return lookUp.get(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new UnknownHostException(host + ": no name server answered in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException(host + ": interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownHostException unknown) {
                throw unknown;
            }
            throw new IllegalStateException("A look-up of a name failed", e.getCause());
        }
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return system.resolveCanonicalHostname(host);
    }
}
