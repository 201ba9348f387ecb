package io.cameldicom.dicom.codec.jpeg2000;

/**
 * Packets that follow in one order: what one entry of a POC marker segment says (T.800 section A.6.6). Ends are
 * exclusive; layers start where those of each precinct ended.
 */
record ProgressionVolume(
        int firstResolution, int firstComponent, int layerEnd, int resolutionEnd, int componentEnd, Progression order) {

    /** The same without layers that there are not. */
    ProgressionVolume withLayersUpTo(int layers) {
        return new ProgressionVolume(
                firstResolution, firstComponent, Math.min(layers, layerEnd), resolutionEnd, componentEnd, order);
    }
}
