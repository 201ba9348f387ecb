package io.cameldicom.component.language;

import io.cameldicom.component.DicomObject;
import io.cameldicom.dicom.data.Attributes;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.ExpressionIllegalSyntaxException;
import org.apache.camel.support.ExpressionSupport;

/**
 * A compiled expression of the {@code dicom} language: a predicate, or for a lone attribute the value of it. Immutable and thread-safe, as
 * far as the data set it is evaluated on is not changed at the same time.
 *
 * <p>An attribute evaluates to its text, several values with backslashes between them as in DICOM; a sequence to the list of its items;
 * both to {@code null} when there is no value.
 */
public final class DicomExpression extends ExpressionSupport {
    private final String text;
    private final Expression source;
    private final Parser.Parsed parsed;

    /**
     * @param source gives the DICOM object; null for the body
     * @throws ExpressionIllegalSyntaxException saying what is wrong, where, and what might have been meant
     */
    DicomExpression(String text, Expression source) {
        this.text = text;
        this.source = source;
        try {
            this.parsed = Parser.parse(text);
        } catch (SyntaxException e) {
            throw new ExpressionIllegalSyntaxException(e.getMessage(), e);
        }
    }

    @Override
    public void init(CamelContext context) {
        if (source != null) {
            source.init(context);
        }
    }

    /** @throws ExpressionIllegalSyntaxException when this is an attribute and no comparison */
    @Override
    public void initPredicate(CamelContext context) {
        requireCondition();
        init(context);
    }

    void requireCondition() {
        if (parsed.condition() == null) {
            throw new ExpressionIllegalSyntaxException(
                    text + "\nis a value and no condition: compare it, or write exists(" + text + ") or !empty(" + text
                            + ")");
        }
    }

    @Override
    public boolean matches(Exchange exchange) {
        requireCondition();
        return parsed.condition().holds(new ExchangeScope(exchange));
    }

    @Override
    public <T> T evaluate(Exchange exchange, Class<T> type) {
        Scope scope = new ExchangeScope(exchange);
        Object result = parsed.condition() != null
                ? Boolean.valueOf(parsed.condition().holds(scope))
                : parsed.operand().result(scope);
        return exchange.getContext().getTypeConverter().convertTo(type, exchange, result);
    }

    @Override
    protected String assertionFailureMessage(Exchange exchange) {
        return text;
    }

    /** The expression as it was written. */
    @Override
    public String toString() {
        return text;
    }

    private final class ExchangeScope implements Scope {
        private final Exchange exchange;
        private Attributes attributes;

        ExchangeScope(Exchange exchange) {
            this.exchange = exchange;
        }

        @Override
        public Attributes attributes() {
            if (attributes == null) {
                attributes = attributesOf(
                        source == null ? exchange.getMessage().getBody() : source.evaluate(exchange, Object.class));
            }
            return attributes;
        }

        private Attributes attributesOf(Object input) {
            if (input instanceof Attributes dataSet) {
                return dataSet;
            }
            if (input instanceof DicomObject object) {
                return object.attributes();
            }
            Attributes converted =
                    exchange.getContext().getTypeConverter().convertTo(Attributes.class, exchange, input);
            if (converted == null) {
                throw new IllegalArgumentException("The dicom language wants a DICOM object or data set, but there is "
                        + (input == null ? "nothing" : "a " + input.getClass().getName()));
            }
            return converted;
        }

        @Override
        public String header(String name) {
            return exchange.getMessage().getHeader(name, String.class);
        }
    }
}
