package dev.keapsink.infrastructure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openrewrite.hcl.tree.Expression;
import org.openrewrite.hcl.tree.Hcl;

/**
 * Evaluates expressions of Terraform's language. Values are texts, {@link BigDecimal}s without needless zeros,
 * booleans, lists, maps, {@link Named} things and null. What {@code terraform/} does not use is refused rather than guessed at.
 *
 * @param names what names stand for
 */
record HclEvaluator(Named names) {

    /** What has parts that are evaluated only when they are asked for: {@code var}, {@code local}, a resource. */
    interface Named {
        Object part(String name);
    }

    /** Terraform would refuse the expression, too, unless {@code try} or {@code can} is around it. */
    static final class Unevaluable extends RuntimeException {
        Unevaluable(String message) {
            super(message);
        }
    }

    Object value(Expression expression) {
        return switch (expression) {
            case Hcl.Literal literal
            when literal.getValue() instanceof Number -> number(new BigDecimal(literal.getValueSource()));
            case Hcl.Literal literal -> literal.getValue();
            case Hcl.QuotedTemplate template -> template(template.getExpressions());
            case Hcl.TemplateInterpolation interpolation -> value(interpolation.getExpression());
            case Hcl.Parentheses parentheses -> value(parentheses.getExpression());
            case Hcl.VariableExpression variable ->
                names.part(variable.getName().getName());
            case Hcl.AttributeAccess access -> part(access);
            case Hcl.Index index ->
                element(value(index.getIndexed()), value(index.getPosition().getPosition()));
            case Hcl.Splat splat -> value(splat.getSelect());
            case Hcl.Unary unary when unary.getOperator() == Hcl.Unary.Type.Not -> !holds(unary.getExpression());
            case Hcl.Binary binary -> binary(binary);
            case Hcl.Conditional choice ->
                value(holds(choice.getCondition()) ? choice.getTruePart() : choice.getFalsePart());
            case Hcl.Tuple tuple -> present(tuple.getValues()).map(this::value).toList();
            case Hcl.ObjectValue object -> object(object);
            case Hcl.ForTuple each ->
                rounds(each.getIntro(), each.getCondition())
                        .map(round -> round.value(each.getUpdateName()))
                        .toList();
            case Hcl.ForObject each -> {
                Map<String, Object> result = new LinkedHashMap<>();
                rounds(each.getIntro(), each.getCondition())
                        .forEach(round -> result.put(
                                text(round.value(each.getUpdateName())), round.value(each.getUpdateValue())));
                yield result;
            }
            case Hcl.FunctionCall call ->
                HclFunctions.call(
                        call.getName().getName(),
                        present(call.getVariables())
                                .<Supplier<Object>>map(argument -> () -> value(argument))
                                .toList());
            default -> throw new IllegalArgumentException("not known: " + expression);
        };
    }

    /** As it stands in a template. */
    static String text(Object value) {
        return switch (value) {
            case String text -> text;
            case BigDecimal number -> number.toPlainString();
            case Boolean truth -> truth.toString();
            case null, default -> throw new Unevaluable("no text: " + value);
        };
    }

    static BigDecimal number(BigDecimal value) {
        BigDecimal shortest = value.stripTrailingZeros();
        return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
    }

    private boolean holds(Expression condition) {
        return (boolean) value(condition);
    }

    /** The parser has {@code [ ]} hold one value, which is empty. */
    private static Stream<Expression> present(List<Expression> values) {
        return values.stream().filter(value -> !(value instanceof Hcl.Empty));
    }

    /** A template that is nothing but one expression is that expression's value. */
    private Object template(List<Expression> parts) {
        return parts.size() == 1 && parts.getFirst() instanceof Hcl.TemplateInterpolation only
                ? value(only)
                : parts.stream()
                        .map(part -> part instanceof Hcl.Literal literal
                                ? literal.getValueSource().translateEscapes().replace("$${", "${")
                                : text(value(part)))
                        .collect(Collectors.joining());
    }

    private Object part(Hcl.AttributeAccess access) {
        // The parser's type has the name where others have a type.
        String name = access.getType().getName();
        Object whole = value(access.getAttribute());
        return access.getAttribute() instanceof Hcl.Splat
                ? ((List<?>) whole)
                        .stream().map(element -> element(element, name)).toList()
                : element(whole, name);
    }

    private static Object element(Object whole, Object position) {
        return switch (whole) {
            case Named named -> named.part((String) position);
            case Map<?, ?> map when map.containsKey(position) -> map.get(position);
            case List<?> list
            when position instanceof BigDecimal index && index.intValueExact() < list.size() ->
                list.get(index.intValueExact());
            case null, default -> throw new Unevaluable("no " + position + " in " + whole);
        };
    }

    /** The parser knows no precedence: it has everything after an operator as its right side. */
    private Object binary(Hcl.Binary binary) {
        List<Expression> operands = new ArrayList<>();
        List<Hcl.Binary.Type> operators = new ArrayList<>();
        Expression rest = binary;
        while (rest instanceof Hcl.Binary next) {
            operands.add(next.getLeft());
            operators.add(next.getOperator());
            rest = next.getRight();
        }
        operands.add(rest);
        return chain(operands, operators);
    }

    private Object chain(List<Expression> operands, List<Hcl.Binary.Type> operators) {
        if (operators.isEmpty()) {
            return value(operands.getFirst());
        }
        int loosest = 0;
        for (int i = 1; i < operators.size(); i++) {
            loosest = precedence(operators.get(i)) <= precedence(operators.get(loosest)) ? i : loosest;
        }
        int after = loosest + 1;
        Object left = chain(operands.subList(0, after), operators.subList(0, loosest));
        Supplier<Object> right =
                () -> chain(operands.subList(after, operands.size()), operators.subList(after, operators.size()));
        return switch (operators.get(loosest)) {
            case Or -> (boolean) left || (boolean) right.get();
            case And -> (boolean) left && (boolean) right.get();
            case Equal -> Objects.equals(left, right.get());
            case NotEqual -> !Objects.equals(left, right.get());
            default -> calculated(operators.get(loosest), (BigDecimal) left, (BigDecimal) right.get());
        };
    }

    /** Of operators that are equally tight, those on the left come first. */
    private static int precedence(Hcl.Binary.Type operator) {
        return switch (operator) {
            case Or -> 1;
            case And -> 2;
            case Equal, NotEqual -> 3;
            case LessThan, LessThanOrEqual, GreaterThan, GreaterThanOrEqual -> 4;
            case Addition, Subtraction -> 5;
            default -> 6;
        };
    }

    private static Object calculated(Hcl.Binary.Type operator, BigDecimal left, BigDecimal right) {
        return switch (operator) {
            case LessThan -> left.compareTo(right) < 0;
            case LessThanOrEqual -> left.compareTo(right) <= 0;
            case GreaterThan -> left.compareTo(right) > 0;
            case GreaterThanOrEqual -> left.compareTo(right) >= 0;
            case Addition -> number(left.add(right));
            case Subtraction -> number(left.subtract(right));
            case Multiplication -> number(left.multiply(right));
            case Division -> number(left.divide(right, MathContext.DECIMAL64));
            default -> throw new IllegalArgumentException("not known: " + operator);
        };
    }

    private Map<String, Object> object(Hcl.ObjectValue object) {
        Map<String, Object> result = new LinkedHashMap<>();
        present(object.getAttributes()).map(Hcl.Attribute.class::cast).forEach(attribute -> {
            String key = attribute.getName() instanceof Hcl.Identifier name
                    ? name.getName()
                    : text(value(attribute.getName()));
            result.put(key, value(attribute.getValue()));
        });
        return result;
    }

    /** Evaluates within each round of a {@code for}. */
    private Stream<HclEvaluator> rounds(Hcl.ForIntro intro, Expression condition) {
        Map<Object, Object> elements = new LinkedHashMap<>();
        switch (value(intro.getIn())) {
            case Map<?, ?> map -> elements.putAll(map);
            case List<?> list ->
                IntStream.range(0, list.size()).forEach(i -> elements.put(number(BigDecimal.valueOf(i)), list.get(i)));
            case null, default -> throw new Unevaluable("no collection in " + intro);
        }
        String first = intro.getVariables().getFirst().getName();
        String last = intro.getVariables().getLast().getName();
        return elements.entrySet().stream()
                .map(element -> new HclEvaluator(name -> name.equals(last)
                        ? element.getValue()
                        : name.equals(first) ? element.getKey() : names.part(name)))
                .filter(round -> condition == null || round.holds(condition));
    }
}
