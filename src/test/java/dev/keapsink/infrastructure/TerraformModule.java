package dev.keapsink.infrastructure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openrewrite.SourceFile;
import org.openrewrite.hcl.HclParser;
import org.openrewrite.hcl.tree.Hcl;

/**
 * What {@code terraform/} describes with some of its variables set. It is evaluated here, because not every machine has
 * Terraform; {@code ./run infra} has Terraform itself evaluate it.
 */
final class TerraformModule {

    private static final Path FOLDER = Path.of("terraform");
    private static final List<Hcl.Block> BLOCKS = parsed();

    /** What is said about a resource, and not by it. */
    private static final Set<String> META_ARGUMENTS = Set.of("count", "for_each", "depends_on", "lifecycle");

    private final Map<String, ?> variables;
    private final Map<String, Object> roots = new TreeMap<>();

    TerraformModule(Map<String, ?> variables) {
        this.variables = variables;
        roots.put("var", (HclEvaluator.Named) this::variable);
        roots.put("local", (HclEvaluator.Named) name -> local(name).orElse(null));
        roots.put("path", Map.of("module", FOLDER.toString()));
        blocks("resource")
                .forEach(block -> roots.putIfAbsent(label(block, 0), (HclEvaluator.Named)
                        name -> instances(block("resource", label(block, 0), name))));
    }

    static List<String> variables() {
        return blocks("variable").map(block -> label(block, 0)).toList();
    }

    /** What a variable says of itself, such as its {@code default}; null if it does not. */
    Object variable(String name, String attribute) {
        Hcl.Attribute found = block("variable", name).getAttribute(attribute);
        return found == null ? null : value(found, roots::get);
    }

    /** What a local value is; nothing if there is none of this name, or if it is null. */
    Optional<Object> local(String name) {
        return blocks("locals")
                .map(block -> block.getAttribute(name))
                .filter(Objects::nonNull)
                .findFirst()
                .map(attribute -> value(attribute, roots::get));
    }

    /** Each resource's attributes, and nested blocks as maps, by its address. */
    Map<String, Map<String, Object>> resources() {
        Map<String, Map<String, Object>> resources = new TreeMap<>();
        blocks("resource")
                .flatMap(block -> switch (instances(block)) {
                    case Map<?, ?> each -> each.values().stream();
                    case List<?> counted -> counted.stream();
                    case Object single -> Stream.of(single);
                })
                .map(Resource.class::cast)
                .forEach(resource -> resources.put(resource.address, body(resource.block, resource.names)));
        return resources;
    }

    Map<String, Object> outputs() {
        return blocks("output")
                .collect(Collectors.toMap(
                        block -> label(block, 0),
                        block -> Objects.toString(value(block.getAttribute("value"), roots::get), "")));
    }

    /** The addresses of the resources that refuse these variables. */
    List<String> refusals() {
        return blocks("resource")
                .filter(block -> !instances(block).equals(List.of()))
                .filter(block -> nested(block, "lifecycle")
                        .flatMap(lifecycle -> nested(lifecycle, "precondition"))
                        .anyMatch(condition -> !(boolean) value(condition.getAttribute("condition"), roots::get)))
                .map(block -> label(block, 0) + "." + label(block, 1))
                .toList();
    }

    /** Whether a variable takes its value. */
    boolean takes(String variable) {
        return nested(block("variable", variable), "validation")
                .allMatch(rule -> (boolean) value(rule.getAttribute("condition"), roots::get));
    }

    /** The addresses of what is made before a resource, although the resource does not refer to it. */
    List<String> dependencies(String type, String name) {
        return ((List<?>) value(block("resource", type, name).getAttribute("depends_on"), roots::get))
                .stream()
                        .flatMap(made -> made instanceof List<?> counted ? counted.stream() : Stream.of(made))
                        .map(Object::toString)
                        .toList();
    }

    /** What Terraform leaves as it is once the resource is there. */
    static List<String> ignoredChanges(String type, String name) {
        Hcl.Block lifecycle =
                nested(block("resource", type, name), "lifecycle").findFirst().orElseThrow();
        return ((Hcl.Tuple) lifecycle.getAttribute("ignore_changes").getValue())
                .getValues().stream()
                        .map(value -> ((Hcl.VariableExpression) value).getName().getName())
                        .toList();
    }

    private Object variable(String name) {
        return variables.containsKey(name) ? variables.get(name) : variable(name, "default");
    }

    /** One resource, a list of them by {@code count}, or a map of them by {@code for_each}. */
    private Object instances(Hcl.Block block) {
        Hcl.Attribute count = block.getAttribute("count");
        Hcl.Attribute each = block.getAttribute("for_each");
        Resource single = new Resource(label(block, 0) + "." + label(block, 1), block, roots::get);
        if (each != null) {
            Map<Object, Object> instances = new TreeMap<>();
            ((Map<?, ?>) value(each, roots::get)).forEach((key, value) -> {
                String address = label(block, 0) + "." + ((String) key).replace('-', '_');
                Map<String, Object> element = Map.of("key", key, "value", value);
                instances.put(key, new Resource(address, block, with("each", element)));
            });
            return instances;
        }
        return count == null
                ? single
                : ((BigDecimal) value(count, roots::get)).signum() == 0 ? List.of() : List.of(single);
    }

    private HclEvaluator.Named with(String name, Object value) {
        return other -> other.equals(name) ? value : roots.get(other);
    }

    private Map<String, Object> body(Hcl.Block block, HclEvaluator.Named names) {
        Map<String, Object> body = new TreeMap<>();
        for (Object content : block.getBody()) {
            switch (content) {
                case Hcl.Attribute meta when META_ARGUMENTS.contains(meta.getSimpleName()) -> {}
                case Hcl.Attribute attribute -> body.put(attribute.getSimpleName(), value(attribute, names));
                case Hcl.Block inner when type(inner).equals("dynamic") -> body.putAll(dynamic(inner));
                case Hcl.Block meta when META_ARGUMENTS.contains(type(meta)) -> {}
                case Hcl.Block inner when !body.containsKey(type(inner)) -> body.put(type(inner), body(inner, names));
                default -> throw new IllegalArgumentException("not known: " + content);
            }
        }
        return body;
    }

    /** A block that is there once for each element of a list, of which there is one at most. */
    private Map<String, Object> dynamic(Hcl.Block block) {
        String name = label(block, 0);
        return ((List<?>) value(block.getAttribute("for_each"), roots::get))
                .stream()
                        .collect(Collectors.toMap(
                                element -> name,
                                element -> body(
                                        nested(block, "content").findFirst().orElseThrow(),
                                        with(name, Map.of("value", element)))));
    }

    private static Object value(Hcl.Attribute attribute, HclEvaluator.Named names) {
        return new HclEvaluator(names).value(attribute.getValue());
    }

    private static Hcl.Block block(String type, String... labels) {
        return blocks(type)
                .filter(block -> block.getLabels().stream()
                        .map(TerraformModule::text)
                        .toList()
                        .equals(List.of(labels)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no %s %s".formatted(type, List.of(labels))));
    }

    private static Stream<Hcl.Block> blocks(String type) {
        return BLOCKS.stream().filter(block -> type(block).equals(type));
    }

    private static Stream<Hcl.Block> nested(Hcl.Block block, String type) {
        return block.getBody().stream()
                .filter(Hcl.Block.class::isInstance)
                .map(Hcl.Block.class::cast)
                .filter(inner -> type(inner).equals(type));
    }

    private static String type(Hcl.Block block) {
        return block.getType().getName();
    }

    private static String label(Hcl.Block block, int position) {
        return text(block.getLabels().get(position));
    }

    private static String text(Object label) {
        return (String) ((Hcl.Literal) label).getValue();
    }

    /** The files of a module are as good as one. */
    private static List<Hcl.Block> parsed() {
        StringBuilder module = new StringBuilder();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(FOLDER, "*.tf")) {
            for (Path file : files) {
                module.append(Files.readString(file)).append('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        SourceFile parsed =
                HclParser.builder().build().parse(module.toString()).findFirst().orElseThrow();
        if (parsed instanceof Hcl.ConfigFile config) {
            return config.getBody().stream().map(Hcl.Block.class::cast).toList();
        }
        throw new AssertionError("terraform/ cannot be read: " + parsed);
    }

    /** A resource whose attributes are evaluated when an expression asks for them. */
    private record Resource(String address, Hcl.Block block, HclEvaluator.Named names) implements HclEvaluator.Named {

        @Override
        public Object part(String attribute) {
            Hcl.Attribute set = block.getAttribute(attribute);
            if (set != null) {
                return value(set, names);
            }
            Hcl.Attribute name =
                    block.getAttribute(label(block, 0).equals("aws_lambda_function") ? "function_name" : "name");
            return Aws.attribute(address, attribute, name == null ? "" : value(name, names));
        }

        @Override
        public String toString() {
            return address;
        }
    }
}
