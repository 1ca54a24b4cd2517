package dev.keapsink.simulator.parameters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.HierarchyTypeMismatchException;
import software.amazon.awssdk.services.ssm.model.InternalServerErrorException;
import software.amazon.awssdk.services.ssm.model.InvalidNextTokenException;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterAlreadyExistsException;
import software.amazon.awssdk.services.ssm.model.ParameterHistory;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;
import software.amazon.awssdk.services.ssm.model.SsmException;

class ParameterStoreTest {

    private static final String NAME = "/keap/credentials";

    private ParameterStore store;
    private SsmClient ssm;

    @BeforeEach
    void start() throws IOException {
        store = ParameterStore.start();
        ssm = client();
    }

    @AfterEach
    void stop() {
        ssm.close();
        store.close();
    }

    @Test
    void answersTheLatestValueWithItsVersionAndType() {
        store.put(NAME, "first");
        store.put(NAME, "second");

        Parameter parameter = get();

        assertThat(parameter.name()).isEqualTo(NAME);
        assertThat(parameter.value()).isEqualTo("second");
        assertThat(parameter.version()).isEqualTo(2);
        assertThat(parameter.type()).isEqualTo(ParameterType.SECURE_STRING);
        assertThat(store.count("GetParameter")).isEqualTo(1);
        assertThat(store.count("PutParameter")).isZero();
    }

    @Test
    void decryptsOnlyWhatItIsAskedToDecrypt() {
        store.put("/secure", "secret");
        ssm.putParameter(put -> put.name("/plain").type(ParameterType.STRING).value("open"));

        assertThat(ssm.getParameter(get -> get.name("/secure")).parameter().value())
                .doesNotContain("secret");
        assertThat(ssm.getParameter(get -> get.name("/plain")).parameter().value())
                .isEqualTo("open");
    }

    @Test
    void knowsNoParameterThatWasNotPut() {
        assertThatThrownBy(this::get).isInstanceOf(ParameterNotFoundException.class);
        assertThatThrownBy(() -> ssm.getParameterHistory(history -> history.name(NAME)))
                .isInstanceOf(ParameterNotFoundException.class);
        assertThat(store.versions(NAME)).isEmpty();
    }

    @Test
    void takesAParameterAndOverwritesItOnlyIfTold() {
        assertThat(ssm.putParameter(secure("first").build()).version()).isEqualTo(1);

        assertThatThrownBy(() -> ssm.putParameter(secure("second").build()))
                .isInstanceOf(ParameterAlreadyExistsException.class);
        assertThat(ssm.putParameter(secure("third").overwrite(true).build()).version())
                .isEqualTo(2);
        assertThat(store.value(NAME)).isEqualTo("third");
        assertThat(store.count("PutParameter")).isEqualTo(3);
    }

    @Test
    void needsATypeForANewParameterAndKeepsTheTypeOfAnOldOne() {
        assertThatThrownBy(() -> ssm.putParameter(put -> put.name(NAME).value("a")))
                .isInstanceOfSatisfying(SsmException.class, hasCode("ValidationException"));
        store.put(NAME, "b");

        ssm.putParameter(put -> put.name(NAME).value("c").overwrite(true));

        assertThat(get().type()).isEqualTo(ParameterType.SECURE_STRING);
        assertThatThrownBy(() -> ssm.putParameter(
                        put -> put.name(NAME).value("d").overwrite(true).type(ParameterType.STRING)))
                .isInstanceOf(HierarchyTypeMismatchException.class);
    }

    @Test
    void forgetsTheKeyWhenAnOverwriteNamesNone() {
        ssm.putParameter(secure("first").keyId("alias/keap").build());
        ssm.putParameter(secure("second").overwrite(true).build());
        store.put(NAME, "third", "alias/other");

        assertThat(history(50))
                .extracting(ParameterHistory::keyId)
                .containsExactly("alias/keap", "alias/aws/ssm", "alias/other");
        assertThat(store.versions(NAME))
                .containsExactly(
                        new ParameterVersion(1, "SecureString", "first", "alias/keap"),
                        new ParameterVersion(2, "SecureString", "second", "alias/aws/ssm"),
                        new ParameterVersion(3, "SecureString", "third", "alias/other"));
    }

    @Test
    void listsTheHistoryInPagesOldestFirst() {
        IntStream.rangeClosed(1, 5).forEach(i -> store.put(NAME, "value " + i));

        assertThat(history(2)).extracting(ParameterHistory::version).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(history(2)).extracting(ParameterHistory::value).endsWith("value 4", "value 5");
        assertThat(store.count("GetParameterHistory")).isEqualTo(6);
        assertThat(history(5)).hasSize(5);
        assertThat(store.count("GetParameterHistory")).isEqualTo(7);
    }

    @Test
    void refusesAHistoryBeyondItsPages() {
        store.put(NAME, "value");

        assertThatThrownBy(() ->
                        ssm.getParameterHistory(history -> history.name(NAME).maxResults(51)))
                .isInstanceOfSatisfying(SsmException.class, hasCode("ValidationException"));
        assertThatThrownBy(() ->
                        ssm.getParameterHistory(history -> history.name(NAME).nextToken("made up")))
                .isInstanceOf(InvalidNextTokenException.class);
    }

    @Test
    void keepsTheLastHundredVersions() {
        IntStream.rangeClosed(1, 101).forEach(i -> store.put(NAME, "value " + i));

        assertThat(store.versions(NAME)).hasSize(100);
        assertThat(history(50)).hasSize(100).first().matches(oldest -> oldest.version() == 2);
        assertThat(get().version()).isEqualTo(101);
    }

    @Test
    void failsByScriptAndThenNoMore() {
        store.put(NAME, "value");
        store.failNext(1, "GetParameter", "InternalServerError");
        store.failNext(2, "GetParameter", "ThrottlingException");

        assertThatThrownBy(this::get)
                .isInstanceOfSatisfying(
                        InternalServerErrorException.class,
                        error -> assertThat(error.statusCode()).isEqualTo(500));
        assertThatThrownBy(this::get)
                .isInstanceOfSatisfying(
                        SsmException.class,
                        error -> assertThat(error.isThrottlingException()).isTrue());
        ssm.putParameter(secure("new").overwrite(true).build());
        assertThatThrownBy(this::get).isInstanceOf(SsmException.class);
        assertThat(get().value()).isEqualTo("new");
        assertThat(store.count("GetParameter")).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/forbidden", "/forbidden/name"})
    void keepsForbiddenParametersFromEverybody(String name) {
        assertThatThrownBy(() -> ssm.getParameter(get -> get.name(name).withDecryption(true)))
                .isInstanceOfSatisfying(SsmException.class, hasCode("AccessDeniedException"));
    }

    @Test
    void deniesAnOperationUntilItIsAllowed() {
        store.put(NAME, "value");
        store.deny("PutParameter");

        assertThatThrownBy(() -> ssm.putParameter(secure("new").overwrite(true).build()))
                .isInstanceOfSatisfying(SsmException.class, hasCode("AccessDeniedException"));
        assertThat(get().value()).isEqualTo("value");
        store.allow("PutParameter");

        assertThat(ssm.putParameter(secure("new").overwrite(true).build()).version())
                .isEqualTo(2);
    }

    @Test
    void losesTheReplyOfWhatItCarriedOut() {
        store.put(NAME, "first");
        assertThat(get().value()).isEqualTo("first");
        store.loseReply(1, "PutParameter");

        assertThatThrownBy(
                        () -> ssm.putParameter(secure("second").overwrite(true).build()))
                .isInstanceOf(SdkClientException.class);

        assertThat(store.value(NAME)).isEqualTo("second");
        assertThat(store.count("PutParameter")).isEqualTo(1);
        assertThat(ssm.putParameter(secure("second").overwrite(true).build()).version())
                .isEqualTo(3);
    }

    @Test
    void tellsOfARequestBeforeAnythingHappens() {
        List<String> told = new CopyOnWriteArrayList<>();
        store.onRequest(request -> told.add(request + " " + store.versions(NAME).size()));

        ssm.putParameter(secure("value").build());
        Parameter unused = get();

        assertThat(told)
                .containsExactly(
                        "Request[operation=PutParameter, name=/keap/credentials] 0",
                        "Request[operation=GetParameter, name=/keap/credentials] 1");
    }

    @Test
    void carriesNothingOutIfTheHookThrows() {
        store.onRequest(request -> {
            throw new IllegalStateException("killed");
        });

        assertThatThrownBy(() -> ssm.putParameter(secure("value").build())).isInstanceOf(SdkClientException.class);
        store.onRequest(request -> {});

        assertThat(store.versions(NAME)).isEmpty();
        assertThat(ssm.putParameter(secure("value").build()).version()).isEqualTo(1);
    }

    @Test
    void servesRequestsAtTheSameTime() throws Exception {
        int crowd = 8;
        CyclicBarrier all = new CyclicBarrier(crowd);
        store.put(NAME, "value");
        store.onRequest(request -> meet(all));

        try (ExecutorService callers = Executors.newFixedThreadPool(crowd)) {
            List<Future<Long>> versions = IntStream.range(0, crowd)
                    .mapToObj(i -> callers.submit(() -> ssm.putParameter(
                                    secure("value " + i).overwrite(true).build())
                            .version()))
                    .toList();
            List<Long> numbers = new CopyOnWriteArrayList<>();
            for (Future<Long> version : versions) {
                numbers.add(version.get(30, TimeUnit.SECONDS));
            }
            assertThat(numbers).containsExactlyInAnyOrder(2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
        }
    }

    private static void meet(CyclicBarrier all) {
        try {
            int unused = all.await(30, TimeUnit.SECONDS);
        } catch (Exception notMet) {
            throw new IllegalStateException(notMet);
        }
    }

    /** A client that repeats nothing by itself. */
    private SsmClient client() {
        return SsmClient.builder()
                .endpointOverride(store.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    private Parameter get() {
        return ssm.getParameter(get -> get.name(NAME).withDecryption(true)).parameter();
    }

    private List<ParameterHistory> history(int pageSize) {
        return ssm
                .getParameterHistoryPaginator(
                        history -> history.name(NAME).withDecryption(true).maxResults(pageSize))
                .stream()
                .flatMap(page -> page.parameters().stream())
                .toList();
    }

    private static PutParameterRequest.Builder secure(String value) {
        return PutParameterRequest.builder()
                .name(NAME)
                .type(ParameterType.SECURE_STRING)
                .value(value);
    }

    private static Consumer<SsmException> hasCode(String code) {
        return error -> assertThat(error)
                .extracting(AwsServiceException::awsErrorDetails)
                .extracting(details -> details.errorCode())
                .isEqualTo(code);
    }
}
