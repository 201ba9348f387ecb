/**
 * A test kit for DICOM networking, in the test-jar of camel-dicom: {@link io.cameldicom.testing.ScriptedPeer}, a peer that
 * does exactly what a script says, good or bad; {@link io.cameldicom.testing.DimseMessage} and {@link
 * io.cameldicom.testing.Alterations} for what it says; and {@link io.cameldicom.testing.FakeClock}, which makes timeouts
 * expire without waiting. See the guide {@code testing.md}.
 */
package io.cameldicom.testing;
