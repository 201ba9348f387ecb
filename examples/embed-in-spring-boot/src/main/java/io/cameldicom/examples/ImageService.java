package io.cameldicom.examples;

import io.cameldicom.component.DicomComponent;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** A Spring Boot application with DICOM endpoints; its routes are in {@code classpath:camel/}. */
@SpringBootApplication
public class ImageService {

    public static void main(String... args) {
        SpringApplication.run(ImageService.class, args);
    }

    /** The name of the bean is the scheme. Its settings are those of any Camel component in Spring Boot. */
    @Bean
    @ConfigurationProperties("camel.component.dicom")
    DicomComponent dicom() {
        return new DicomComponent();
    }
}
