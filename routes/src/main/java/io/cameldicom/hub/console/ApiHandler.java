package io.cameldicom.hub.console;

/** Answers one kind of request. */
@FunctionalInterface
interface ApiHandler {

    /**
     * @param argument the part of the path that the pattern leaves open, null if it leaves none
     * @return the answer for {@link org.apache.camel.util.json.Jsoner}; null for none
     * @throws ApiException to answer a status and a sentence
     * @throws Exception for what is answered 500 and logged
     */
    Object handle(ApiRequest request, Caller caller, String argument) throws Exception;
}
