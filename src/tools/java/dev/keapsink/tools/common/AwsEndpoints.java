package dev.keapsink.tools.common;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks the variables by which the AWS SDK calls another server than AWS. */
public final class AwsEndpoints {
    private static final String ENDPOINT = "AWS_ENDPOINT_URL";

    private AwsEndpoints() {}

    /**
     * Returns whether a variable names another server for a service.
     *
     * @param service the end of the variable of the service, such as {@code SQS}
     * @throws AccountException for a value that is no http or https address
     */
    public static boolean isElsewhere(Map<String, String> environment, String service) {
        boolean found = false;
        for (String name : List.of(ENDPOINT + "_" + service, ENDPOINT)) {
            Optional<String> value = Variables.read(environment, name);
            if (value.filter(text -> !Addresses.isAddress(text)).isPresent()) {
                throw new AccountException(
                        "%s has to be an http or https address, such as http://127.0.0.1:9324.".formatted(name));
            }
            found |= value.isPresent();
        }
        return found;
    }
}
