package dev.keapsink.infrastructure;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Terraform's words for those of the SAM template: {@code MemorySize} is {@code memory_size}, and
 * {@code DeadLetterQueue} is {@code aws_sqs_queue.dead_letter}. Words that differ otherwise are listed here.
 */
final class Vocabulary {

    private static final Map<String, String> TYPES = pairs("""
            AWS::SQS::Queue            aws_sqs_queue
            AWS::SQS::QueuePolicy      aws_sqs_queue_policy
            AWS::DynamoDB::Table       aws_dynamodb_table
            AWS::Serverless::Function  aws_lambda_function
            AWS::Logs::LogGroup        aws_cloudwatch_log_group
            AWS::IAM::Role             aws_iam_role
            AWS::Scheduler::Schedule   aws_scheduler_schedule
            AWS::CloudWatch::Alarm     aws_cloudwatch_metric_alarm
            AWS::CloudWatch::Dashboard aws_cloudwatch_dashboard
            """);

    /** Properties by other names. A dash is what only CloudFormation has to be told. */
    private static final Map<String, String> ATTRIBUTES = pairs("""
            QueueName                             name
            PolicyName                            name
            TableName                             name
            LogGroupName                          name
            MaximumMessageSize                    max_message_size
            MessageRetentionPeriod                message_retention_seconds
            VisibilityTimeout                     visibility_timeout_seconds
            Queues.0                              queue_url
            Queue                                 event_source_arn
            PolicyDocument                        policy
            AssumeRolePolicyDocument              assume_role_policy
            KeySchema.0.AttributeName             hash_key
            KeySchema.0.KeyType                   -
            AttributeDefinitions.0.AttributeName  attribute.name
            AttributeDefinitions.0.AttributeType  attribute.type
            TimeToLiveSpecification.AttributeName ttl.attribute_name
            TimeToLiveSpecification.Enabled       ttl.enabled
            SSESpecification.SSEEnabled           server_side_encryption.enabled
            SSESpecification.SSEType              -
            SSESpecification.KMSMasterKeyId       server_side_encryption.kms_key_arn
            OKActions                             ok_actions
            CodeUri                               -
            Description                           -
            Events.Source.Type                    -
            """);

    /** Properties of one resource that are another one in Terraform, which names the one it belongs to. */
    private static final List<Part> PARTS = List.of(
            new Part("RedrivePolicy", "aws_sqs_queue_redrive_policy", "queue_url", "Ref"),
            new Part("RedriveAllowPolicy", "aws_sqs_queue_redrive_allow_policy", "queue_url", "Ref"),
            new Part("Policies.0.", "aws_iam_role_policy", "role", "Ref"),
            new Part("EventInvokeConfig.", "aws_lambda_function_event_invoke_config", "function_name", "Ref"),
            new Part("Events.Source.Properties.", "aws_lambda_event_source_mapping", "function_name", "Arn"));

    private static final String MAPPING = "aws_lambda_event_source_mapping.source";

    /** What is compared as a whole: its keys are no words of Terraform's. */
    private static final Pattern DOCUMENT =
            Pattern.compile("(.*\\.)?(variables|dimensions|(assume_role_|redrive_|redrive_allow_)?policy(_document)?)");

    /** What is not compared: words for people, where the zip is, and names that CloudFormation makes. */
    private static final Pattern ONLY_IN_TERRAFORM = Pattern.compile(
            "aws_ssm_parameter\\..*|.* (?:description|tags|filename|source_code_hash)|aws_iam_role\\.\\w+ name");

    /** What SQS and Lambda take for granted, so that only one of the templates says it. */
    private static final Set<String> UNSAID = Set.of("fifo_queue false", "maximum_batching_window_in_seconds 0");

    private Vocabulary() {}

    /**
     * A property, or with a dot at its end all that begin so, and the type of resource that they are. Its attribute
     * {@code owner} is what {@code reference} says of the resource that the property belongs to.
     */
    private record Part(String property, String type, String owner, String reference) {

        private String rest(String path) {
            return property.endsWith(".") ? path.substring(property.length()) : path;
        }

        private String address(String owner) {
            return type.equals("aws_lambda_event_source_mapping")
                    ? MAPPING
                    : type + owner.substring(owner.indexOf('.'));
        }
    }

    static String snakeCase(String words) {
        return words.replaceAll("(?<=[a-z0-9])([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    /** The address of a resource, or of the event source mapping that SAM makes of a function's event. */
    static String address(String logicalId, String type) {
        if (logicalId.equals("SyncFunctionSource")) {
            return MAPPING;
        }
        String name = logicalId.replaceFirst("(?:Queue|QueuePolicy|Table|Function|LogGroup|Role|Schedule|Alarm)$", "");
        return TYPES.get(type) + "."
                + switch (name) {
                    case "Dashboard" -> "this";
                    // The function's log group is called as when there was one function.
                    case "Function" -> "sync";
                    default -> snakeCase(name);
                };
    }

    /** The resources of the SAM template, each with its attributes, as Terraform would have them. */
    static Map<String, Map<String, Object>> resources(SamTemplate template) {
        Map<String, Map<String, Object>> resources = new TreeMap<>();
        template.resources().forEach((id, resource) -> {
            String address = address(id, (String) resource.get("Type"));
            leaves("", template.properties(resource)).forEach((path, value) -> {
                Optional<Part> part = PARTS.stream()
                        .filter(candidate -> path.startsWith(candidate.property))
                        .findFirst();
                String target = part.map(other -> other.address(address)).orElse(address);
                put(
                        resources,
                        target,
                        attribute(part.map(other -> other.rest(path)).orElse(path)),
                        value);
                part.ifPresent(other -> put(resources, target, other.owner, template.attribute(id, other.reference)));
            });
        });
        return resources;
    }

    /** The module's resources, each with those attributes that the SAM template could have, too. */
    static Map<String, Map<String, Object>> resources(TerraformModule module) {
        Map<String, Map<String, Object>> resources = new TreeMap<>();
        module.resources()
                .forEach((address, attributes) -> leaves("", attributes).forEach((path, value) -> {
                    if (!ONLY_IN_TERRAFORM.matcher(address + " " + path).matches()) {
                        put(resources, address, path, value);
                    }
                }));
        return resources;
    }

    private static String attribute(String property) {
        return ATTRIBUTES.getOrDefault(property, snakeCase(property));
    }

    private static void put(
            Map<String, Map<String, Object>> resources, String address, String attribute, Object value) {
        Object plain = plain(value);
        if (plain != null && !attribute.equals("-") && !UNSAID.contains(attribute + " " + plain)) {
            resources.computeIfAbsent(address, unknown -> new TreeMap<>()).put(attribute, plain);
        }
    }

    /** What maps and lists of more than texts hold, by their paths. */
    private static Map<String, Object> leaves(String path, Object value) {
        Map<String, Object> leaves = new TreeMap<>();
        String before = path.isEmpty() ? "" : path + ".";
        switch (value) {
            case Map<?, ?> map
            when !DOCUMENT.matcher(snakeCase(path)).matches() ->
                map.forEach((key, element) -> leaves.putAll(leaves(before + key, element)));
            case List<?> list
            when path.matches("Queues|Policies|KeySchema|AttributeDefinitions") ->
                IntStream.range(0, list.size()).forEach(i -> leaves.putAll(leaves(before + i, list.get(i))));
            case null, default -> leaves.put(path, value);
        }
        return leaves;
    }

    /** Numbers and booleans as texts, and null for what is empty. Statements of one kind have a number in Terraform. */
    private static Object plain(Object value) {
        return switch (value) {
            case null -> null;
            case Map<?, ?> map -> {
                Map<String, Object> plain = new TreeMap<>();
                map.forEach((key, element) -> plain.put((String) key, plain(element)));
                plain.values().removeIf(Objects::isNull);
                plain.computeIfPresent("Sid", (sid, name) -> ((String) name).replaceFirst("\\d+$", ""));
                yield plain.isEmpty() ? null : plain;
            }
            case List<?> list
            when !list.isEmpty() && list.getFirst() instanceof Map<?, ?> map && map.containsKey("Name") ->
                list.stream()
                        .map(element -> (Map<?, ?>) element)
                        .collect(Collectors.toMap(element -> element.get("Name"), element -> element.get("Value")));
            case List<?> list ->
                list.isEmpty() ? null : list.stream().map(Vocabulary::plain).toList();
            case BigDecimal number -> HclEvaluator.text(number);
            default -> value.toString().isEmpty() ? null : value.toString();
        };
    }

    private static Map<String, String> pairs(String table) {
        return table.lines()
                .map(line -> line.split(" +", -1))
                .collect(Collectors.toMap(words -> words[0], words -> words[1]));
    }
}
