/**
 * A test kit for DICOM networking: {@link io.cameldicom.testing.ScriptedPeer}, a peer that does exactly what a script
 * says, good or bad, and {@link io.cameldicom.testing.FakeClock}, which makes timeouts expire without waiting.
 */
package io.cameldicom.testing;
