package io.cameldicom.component.language;

/** What is wrong with an expression, and where. */
public final class SyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param position index of the character in the expression, from 0 */
    SyntaxException(String expression, int position, String problem) {
        super(problem + " at position " + (position + 1) + " of\n" + expression + "\n" + " ".repeat(position) + "^");
    }
}
