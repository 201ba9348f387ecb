package io.cameldicom.component.language;

import org.apache.camel.Expression;
import org.apache.camel.Predicate;
import org.apache.camel.spi.annotations.Language;
import org.apache.camel.support.SingleInputTypedLanguageSupport;

/**
 * Conditions on and values of DICOM attributes: {@code Modality == 'CT' && SliceThickness <= 1.5}. The grammar is in the language's
 * documentation page.
 */
@Language("dicom")
public class DicomLanguage extends SingleInputTypedLanguageSupport {

    /**
     * For the Java DSL: {@code .filter(dicom("Modality == 'CT'"))}, {@code .setHeader("kind", dicom("Modality"))}.
     *
     * @throws org.apache.camel.ExpressionIllegalSyntaxException saying what is wrong, where, and what might have been meant
     */
    public static DicomExpression dicom(String expression) {
        return new DicomExpression(expression, null);
    }

    @Override
    public Expression createExpression(Expression source, String expression, Object[] properties) {
        return new DicomExpression(expression, source);
    }

    @Override
    public Predicate createPredicate(Expression source, String expression, Object[] properties) {
        DicomExpression predicate = new DicomExpression(expression, source);
        predicate.requireCondition();
        return predicate;
    }
}
