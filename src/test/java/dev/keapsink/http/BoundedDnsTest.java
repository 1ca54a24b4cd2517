package dev.keapsink.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BoundedDnsTest {

    /** A name server as a test wants it. */
    private interface Names extends DnsResolver {
        @Override
        default String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    @Test
    void givesUpOnANameServerThatIsSilent() {
        CountDownLatch never = new CountDownLatch(1);
        Names silent = host -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return new InetAddress[0];
        };

        assertThatThrownBy(() -> new BoundedDns(silent, Duration.ofMillis(1)).resolve("api.example.org"))
                .isInstanceOf(UnknownHostException.class)
                .hasMessageContaining("no name server answered");
        never.countDown();
    }

    @Test
    void passesOnWhatIsFoundAndWhatIsNot() throws UnknownHostException {
        InetAddress[] found = {InetAddress.getLoopbackAddress()};
        UnknownHostException unknown = new UnknownHostException("nobody");

        assertThat(new BoundedDns((Names) host -> found, Duration.ofMinutes(1)).resolve("localhost"))
                .isSameAs(found);
        assertThatThrownBy(() -> new BoundedDns(
                                (Names) host -> {
                                    throw unknown;
                                },
                                Duration.ofMinutes(1))
                        .resolve("nobody"))
                .isSameAs(unknown);
    }
}
