package io.cameldicom.component.print;

import io.cameldicom.component.SpooledBytes;
import io.cameldicom.print.PrintJob;
import io.cameldicom.print.pdf.FilmPdf;
import org.apache.camel.Exchange;

/** A PDF of the job. */
class PdfProducer extends PrintStep {

    PdfProducer(DicomPrintEndpoint endpoint) {
        super(endpoint);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        if (getEndpoint().getCamelContext().getClassResolver().resolveClass("org.apache.pdfbox.pdmodel.PDDocument")
                == null) {
            throw new IllegalStateException("dicom-print:pdf needs PDFBox: add org.apache.pdfbox:pdfbox");
        }
    }

    @Override
    void process(Exchange exchange, PrintJob job) throws Exception {
        double resolution = resolution(exchange.getMessage());
        SpooledBytes pdf = SpooledBytes.of(
                exchange, out -> FilmPdf.write(job, endpoint.style(), resolution, endpoint.fontFile(), out));
        exchange.getMessage().setBody(pdf);
        exchange.getMessage().setHeader(PrintConstants.CONTENT_TYPE, "application/pdf");
    }
}
