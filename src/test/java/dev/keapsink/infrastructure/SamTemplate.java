package dev.keapsink.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** What {@code sam-template.yaml} describes with some of its parameters set: a stack of the name {@code keap-sink}. */
final class SamTemplate {

    private static final Map<String, Object> TEMPLATE = parsed();

    private static final Pattern PLACE = Pattern.compile("\\$\\{([\\w:.]+)}");

    private static final Map<String, String> PSEUDO_PARAMETERS = Map.of(
            "AWS::StackName", "keap-sink",
            "AWS::Partition", Aws.PARTITION,
            "AWS::Region", Aws.REGION,
            "AWS::AccountId", Aws.ACCOUNT);

    /** The property that names a resource; the others are named by CloudFormation. */
    private static final Map<String, String> NAMES = Map.of(
            "AWS::SQS::Queue", "QueueName",
            "AWS::Serverless::Function", "FunctionName",
            "AWS::Logs::LogGroup", "LogGroupName",
            "AWS::DynamoDB::Table", "TableName",
            "AWS::CloudWatch::Alarm", "AlarmName",
            "AWS::CloudWatch::Dashboard", "DashboardName");

    private final Map<String, String> parameters;

    SamTemplate(Map<String, String> parameters) {
        this.parameters = parameters;
    }

    static Collection<String> parameters() {
        return section("Parameters").keySet();
    }

    /** What a parameter says of itself, such as its {@code Default}; null if it does not. */
    static Object parameter(String name, String key) {
        return map(section("Parameters").get(name)).get(key);
    }

    /** The console's groups of parameters, in their order: each group's label, and the labels of its parameters. */
    static Map<String, Map<String, String>> questions() {
        Map<String, Object> shown = map(section("Metadata").get("AWS::CloudFormation::Interface"));
        Map<String, Object> labels = new TreeMap<>(map(shown.get("ParameterLabels")));
        Map<String, Map<String, String>> questions = new LinkedHashMap<>();
        for (Object group : (List<?>) shown.get("ParameterGroups")) {
            Map<String, String> labelled = new LinkedHashMap<>();
            ((List<?>) map(group).get("Parameters"))
                    .forEach(name -> labelled.put((String) name, label(map(labels.remove(name)))));
            questions.put(label(map(map(group).get("Label"))), labelled);
        }
        assertThat(labels).as("labels of parameters that no group has").isEmpty();
        return questions;
    }

    private static String label(Map<String, Object> text) {
        return (String) text.get("default");
    }

    /** Each resource that is there, evaluated, by its logical id. */
    Map<String, Map<String, Object>> resources() {
        Map<String, Map<String, Object>> resources = new TreeMap<>();
        section("Resources").forEach((id, resource) -> {
            if (isThere(map(resource))) {
                resources.put(id, map(value(resource)));
            }
        });
        return resources;
    }

    /** A resource's properties; for a function with those of all functions. */
    Map<String, Object> properties(Map<String, Object> resource) {
        Map<String, Object> properties = new TreeMap<>();
        if (resource.get("Type").equals("AWS::Serverless::Function")) {
            properties.putAll(map(value(map(section("Globals").get("Function")))));
        }
        properties.putAll(map(resource.get("Properties")));
        return properties;
    }

    Map<String, Object> outputs() {
        Map<String, Object> outputs = new TreeMap<>();
        section("Outputs")
                .forEach((name, output) -> outputs.put(
                        name, isThere(map(output)) ? value(map(output).get("Value")) : ""));
        return outputs;
    }

    private boolean isThere(Map<String, Object> conditional) {
        return !conditional.containsKey("Condition") || holds((String) conditional.get("Condition"));
    }

    private boolean holds(String condition) {
        return (boolean) value(section("Conditions").get(condition));
    }

    /** Evaluated; null is {@code AWS::NoValue}, and left out of what it stands in. */
    private Object value(Object node) {
        return switch (node) {
            case Map<?, ?> map -> {
                Map<Object, Object> values = new LinkedHashMap<>();
                map.forEach((key, element) -> values.put(key, value(element)));
                values.values().removeIf(Objects::isNull);
                yield values;
            }
            case List<?> list ->
                list.stream().map(this::value).filter(Objects::nonNull).toList();
            case Call call -> call(call);
            default -> node;
        };
    }

    private Object call(Call call) {
        List<?> arguments = call.argument instanceof List<?> list ? list : List.of(call.argument);
        Object first = arguments.getFirst();
        return switch (call.function) {
            case "Ref" -> reference((String) first);
            case "GetAtt" -> {
                String name = (String) first;
                yield attribute(name.replaceFirst("\\..*", ""), name.replaceFirst(".*\\.", ""));
            }
            case "Sub" -> filled((String) first, arguments.size() > 1 ? map(arguments.get(1)) : Map.of());
            case "If" -> value(arguments.get(holds((String) first) ? 1 : 2));
            case "Equals" -> value(first).equals(value(arguments.get(1)));
            case "Not" -> !(boolean) value(first);
            case "Select" -> ((List<?>) value(arguments.get(1))).get((int) first);
            case "Split" -> List.of(((String) value(arguments.get(1))).split(Pattern.quote((String) first), -1));
            default -> throw new IllegalArgumentException("not known: " + call);
        };
    }

    private String filled(String text, Map<String, Object> places) {
        return PLACE.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement((String)
                        (places.containsKey(match.group(1))
                                ? value(places.get(match.group(1)))
                                : reference(match.group(1)))));
    }

    private Object reference(String name) {
        if (name.equals("AWS::NoValue")) {
            return null;
        }
        return PSEUDO_PARAMETERS.containsKey(name)
                ? PSEUDO_PARAMETERS.get(name)
                : section("Parameters").containsKey(name)
                        ? parameters.getOrDefault(name, (String) parameter(name, "Default"))
                        : attribute(name, "Ref");
    }

    /** What CloudFormation says of a resource: an attribute, or its {@code Ref}. */
    Object attribute(String id, String attribute) {
        Map<String, Object> resource = map(section("Resources").getOrDefault(id, Map.of("Type", "of SAM's own")));
        String type = (String) resource.get("Type");
        Object name =
                NAMES.containsKey(type) ? value(map(resource.get("Properties")).get(NAMES.get(type))) : "";
        String address = Vocabulary.address(id, type);
        return switch (attribute) {
            case "Ref" -> isReferredToByName(type) ? name : Aws.attribute(address, "id", name);
            // That of a log group is the one of its streams.
            case "Arn" -> Aws.attribute(address, "arn", name) + (type.equals("AWS::Logs::LogGroup") ? ":*" : "");
            case "QueueName" -> name;
            default -> throw new IllegalArgumentException("not known: " + id + "." + attribute);
        };
    }

    private static boolean isReferredToByName(String type) {
        return NAMES.containsKey(type) && !type.equals("AWS::SQS::Queue");
    }

    private static Map<String, Object> section(String name) {
        return map(TEMPLATE.get(name));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    private static Map<String, Object> parsed() {
        try {
            return new Yaml(new WithFunctions()).load(Files.readString(Path.of("sam-template.yaml")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A function of CloudFormation's in its short form, such as {@code !Ref}. */
    private record Call(String function, Object argument) {}

    private static final class WithFunctions extends SafeConstructor {

        WithFunctions() {
            super(strict());
            yamlMultiConstructors.put("!", new AbstractConstruct() {
                @Override
                public Object construct(Node node) {
                    return new Call(node.getTag().getValue().substring(1), argument(node));
                }
            });
        }

        /** Of two values for one key CloudFormation would take one. */
        private static LoaderOptions strict() {
            LoaderOptions options = new LoaderOptions();
            options.setAllowDuplicateKeys(false);
            return options;
        }

        private Object argument(Node node) {
            return switch (node) {
                case ScalarNode scalar -> constructScalar(scalar);
                case SequenceNode sequence -> constructSequence(sequence);
                case MappingNode mapping -> constructMapping(mapping);
                default -> throw new IllegalArgumentException("not known: " + node);
            };
        }
    }
}
