package dev.keapsink.infrastructure;

import static dev.keapsink.infrastructure.HclEvaluator.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Those of Terraform's functions that {@code terraform/} calls. */
final class HclFunctions {

    private HclFunctions() {}

    /** Arguments are evaluated when they are asked for: {@code try} and {@code can} take those that cannot be. */
    static Object call(String function, List<Supplier<Object>> arguments) {
        return switch (function) {
            case "can" -> can(arguments.getFirst());
            case "try" ->
                arguments.stream()
                        .filter(HclFunctions::can)
                        .findFirst()
                        .orElseThrow(() -> new HclEvaluator.Unevaluable("nothing to try"))
                        .get();
            default -> called(function, arguments.stream().map(Supplier::get).toList());
        };
    }

    private static boolean can(Supplier<Object> argument) {
        try {
            var unused = argument.get();
            return true;
        } catch (HclEvaluator.Unevaluable e) {
            return false;
        }
    }

    private static Object called(String function, List<Object> arguments) {
        Object first = arguments.isEmpty() ? null : arguments.getFirst();
        return switch (function) {
            case "coalesce" ->
                arguments.stream()
                        .filter(value -> value != null && !value.equals(""))
                        .findFirst()
                        .orElseThrow(() -> new HclEvaluator.Unevaluable("nothing but null"));
            case "concat" ->
                arguments.stream().flatMap(list -> list(list).stream()).toList();
            case "compact" ->
                list(first).stream()
                        .filter(text -> text != null && !text.equals(""))
                        .toList();
            case "merge" -> merged(arguments);
            case "length" -> BigDecimal.valueOf(list(first).size());
            case "one" -> list(first).isEmpty() ? null : list(first).getFirst();
            case "split" -> List.of(text(arguments.get(1)).split(Pattern.quote(text(first)), -1));
            case "join" ->
                list(arguments.get(1)).stream().map(HclEvaluator::text).collect(Collectors.joining(text(first)));
            case "regex" -> matched(text(first), text(arguments.get(1)));
            case "contains" -> list(first).contains(arguments.get(1));
            case "alltrue" -> list(first).stream().allMatch(Boolean.TRUE::equals);
            case "distinct" -> list(first).stream().distinct().toList();
            case "floor" -> HclEvaluator.number(((BigDecimal) first).setScale(0, RoundingMode.FLOOR));
            case "startswith" -> text(first).startsWith(text(arguments.get(1)));
            case "file" -> read(text(first));
            case "tostring" -> first == null ? null : text(first);
            case "dirname" -> Objects.toString(Path.of(text(first)).getParent(), ".");
            // No package says what it runs on: what ./run built last on this machine is no part of a comparison.
            case "fileexists" -> false;
            case "filebase64sha256", "sha256" -> "<hash of " + first + ">";
            case "templatefile" -> filled(text(first), (Map<?, ?>) arguments.get(1));
            // Documents are compared by what they say, not by how they are written.
            case "jsonencode", "nonsensitive" -> first;
            case "jsondecode" -> empty(text(first));
            default -> throw new IllegalArgumentException("not known: " + function);
        };
    }

    private static String matched(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new HclEvaluator.Unevaluable("no " + pattern + " in " + text);
        }
        return matcher.group();
    }

    private static List<?> list(Object value) {
        return (List<?>) value;
    }

    private static Map<Object, Object> merged(List<Object> maps) {
        Map<Object, Object> result = new LinkedHashMap<>();
        maps.forEach(map -> result.putAll((Map<?, ?>) map));
        return result;
    }

    private static String filled(String file, Map<?, ?> values) {
        String text = read(file);
        for (Map.Entry<?, ?> value : values.entrySet()) {
            text = text.replace("${" + value.getKey() + "}", text(value.getValue()));
        }
        return text;
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> empty(String document) {
        if (!document.equals("{}")) {
            throw new IllegalArgumentException("not known: " + document);
        }
        return Map.of();
    }
}
