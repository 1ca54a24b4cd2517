package dev.keapsink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What sam-template.yaml and terraform/ say with every parameter at its default, in words common to both: a choice is written
 * {@code fifo ? 10 : 100}, after the variable that it depends on, and what is not there is empty. No package says what it runs on.
 */
public final class Templates {

    static final Block SAM = Block.sam();
    static final Block TERRAFORM = Block.terraform();
    static final Block LOCALS =
            new Block(TERRAFORM.blocks("locals \\{").stream().map(Block::text).collect(Collectors.joining()));

    private static final Pattern LOCAL = Pattern.compile("\\blocal\\.(\\w+)");
    private static final Pattern TRY = Pattern.compile("try\\(local\\.package\\.\\w+, (\"[^\"]+\")\\)");
    private static final Pattern COALESCE = Pattern.compile("coalesce\\(var\\.(\\w+), ((?:[^()]|\\([^()]*\\))+)\\)");
    private static final Pattern SAME_AS_NULL = Pattern.compile("var\\.(\\w+) == null \\? (\\S+) : (\\S+)");
    private static final Pattern CHOICE = Pattern.compile("var\\.(\\w+)(?: == \"[^\"]+\")? \\? ");
    private static final Pattern VARIABLE = Pattern.compile("\\bvar\\.(\\w+)");
    private static final Pattern PRODUCT = Pattern.compile("(\\d+) ([*/]) (\\d+)");

    private static final Pattern IF = Pattern.compile("!If \\[(\\w+), ([^,\\[\\]]+), ([^,\\[\\]]+)]");
    private static final Pattern REF = Pattern.compile("!Ref (\\w+)(?!:)");

    private Templates() {}

    /** A setting of a resource in the SAM template; a function has those of all functions, too. */
    static String sam(String resource, String key) {
        Block block = samResource(resource);
        return inSam((block.has(key) ? block : SAM.block("Globals:")).setting(key));
    }

    /** A setting of a resource in Terraform, whose name is written {@code type.name}. */
    static String terraform(String resource, String key) {
        return inTerraform(terraformResource(resource).setting(key));
    }

    static String inSam(String value) {
        String refs = replaced(
                value.replace("!Ref AWS::NoValue", "null"),
                REF,
                match -> SAM.block("Parameters:").has(match.group(1)) ? samDefault(match.group(1)) : match.group());
        return plain(replaced(
                refs,
                IF,
                match -> "%s ? %s : %s".formatted(conditionVariable(match.group(1)), match.group(2), match.group(3))));
    }

    static String inTerraform(String value) {
        String expression = settled(
                value,
                text -> replaced(
                        replaced(text, TRY, match -> match.group(1)), LOCAL, match -> LOCALS.setting(match.group(1))));
        expression = settled(
                expression,
                text -> replaced(
                        text,
                        COALESCE,
                        match -> variableDefault(match.group(1)).isEmpty() ? match.group(2) : "var." + match.group(1)));
        expression = replaced(
                expression,
                SAME_AS_NULL,
                match -> "%s ? %s : %s".formatted(match.group(1), match.group(3), match.group(2)));
        expression = replaced(expression, CHOICE, match -> match.group(1) + " ? ");
        expression = replaced(expression, VARIABLE, match -> variableDefault(match.group(1)));
        return plain(settled(expression, text -> replaced(text, PRODUCT, Templates::calculated)));
    }

    static int samNumber(String resource, String key) {
        return Integer.parseInt(sam(resource, key));
    }

    static Block samResource(String name) {
        return SAM.block("Resources:").block(name + ":");
    }

    static Block terraformResource(String name) {
        return TERRAFORM.block("resource \"" + name.replace(".", "\" \"") + "\"");
    }

    static String samDefault(String parameter) {
        return plain(SAM.block("Parameters:").block(parameter + ":").setting("Default"));
    }

    static String variableDefault(String variable) {
        return plain(variable(variable).setting("default"));
    }

    static Block variable(String name) {
        return TERRAFORM.block("variable \"" + name + "\"");
    }

    /** {@code KeapTagIds} is {@code keap_tag_ids}. */
    static String variableOf(String parameter) {
        return parameter.replaceAll("(?<!^)([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    /** The variable that a condition of the SAM template asks for. */
    private static String conditionVariable(String condition) {
        return variableOf(SAM.block("Conditions:").setting(condition).replaceAll(".*!Ref (\\w+).*", "$1"));
    }

    private static String calculated(MatchResult product) {
        long left = Long.parseLong(product.group(1));
        long right = Long.parseLong(product.group(3));
        return String.valueOf(product.group(2).equals("*") ? left * right : left / right);
    }

    /** Without quotes, braces, and what says that there is nothing. */
    private static String plain(String value) {
        return value.replaceAll("^(?:\\[]|\\{})$|\"|\\$\\{|}|\\bnull\\b", "").strip();
    }

    private static String settled(String text, UnaryOperator<String> change) {
        String changed = change.apply(text);
        return changed.equals(text) ? text : settled(changed, change);
    }

    private static String replaced(String text, Pattern pattern, Function<MatchResult, String> by) {
        return pattern.matcher(text).replaceAll(match -> Matcher.quoteReplacement(by.apply(match)));
    }

    /** A table's rows below a heading of a page: first cell → the other cells, without their backticks. */
    public static Map<String, List<String>> documented(String page, String heading) throws IOException {
        String text = Files.readString(Path.of(page));
        Map<String, List<String>> rows = new TreeMap<>();
        text.substring(text.indexOf(heading))
                .split("\n## ", 2)[0]
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> Arrays.stream(line.split("\\|"))
                        .skip(1)
                        .map(cell -> cell.replace("`", "").strip())
                        .toList())
                .forEach(cells -> rows.put(cells.getFirst(), cells.subList(1, cells.size())));
        return rows;
    }
}
