package io.cameldicom.it.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Headless Chromium with a profile of its own; pictures of what it shows are kept under {@code target/screenshots}. */
public final class Browser implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Path PICTURES = Path.of("target", "screenshots");

    private final Path profile = Files.createTempDirectory("chromium");
    private final ChromeDriver driver;

    public Browser() throws IOException {
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(Path.of(Tool.CHROMEDRIVER.path()).toFile())
                .usingAnyFreePort()
                .withLogFile(Files.createDirectories(PICTURES)
                        .resolve("chromedriver.log")
                        .toFile())
                .build();
        ChromeOptions options = new ChromeOptions()
                .setBinary(Tool.CHROMIUM.path())
                .addArguments(List.of(
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--window-size=1280,900",
                        "--user-data-dir=" + profile));
        driver = new ChromeDriver(service, options);
    }

    public Browser open(String url) {
        driver.get(url);
        return this;
    }

    /** Waits until the page shows this text. */
    public Browser await(String text) {
        until(() -> text().contains(text), text);
        return this;
    }

    /** Waits until the page does not show this text any more. */
    public Browser awaitNot(String text) {
        until(() -> !text().contains(text), "not " + text);
        return this;
    }

    /** What the page shows. */
    public String text() {
        return driver.findElement(By.tagName("body")).getText();
    }

    public Browser type(String field, String text) {
        WebElement input = driver.findElement(By.name(field));
        input.clear();
        input.sendKeys(text);
        return this;
    }

    /** Presses a button or follows a link, which may be in the row of a table that has this text; null for any. */
    public Browser press(String label, String row) {
        String scope = row == null ? "//" : "//tr[contains(., '" + row + "')]//";
        By target = By.xpath(scope + "*[(self::button or self::a) and normalize-space() = '" + label + "']");
        new WebDriverWait(driver, LIMIT)
                .ignoring(StaleElementReferenceException.class)
                .until(d -> {
                    d.findElement(target).click();
                    return true;
                });
        return this;
    }

    /** Says yes to what the page asks. */
    public Browser agree() {
        new WebDriverWait(driver, LIMIT).until(d -> {
            d.switchTo().alert().accept();
            return true;
        });
        return this;
    }

    public Browser keys(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
        return this;
    }

    public Browser enter() {
        return keys(Keys.ENTER);
    }

    public Browser resize(int width, int height) {
        driver.manage().window().setSize(new Dimension(width, height));
        return this;
    }

    /** As a user who has set the system to dark, or to light. */
    public Browser prefers(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        return this;
    }

    /** As somebody who has never been at the page that is open. */
    public void forget() {
        driver.manage().deleteAllCookies();
        driver.executeScript("localStorage.clear()");
    }

    /** The colour behind the page. */
    public String background() {
        return driver.findElement(By.tagName("body")).getCssValue("background-color");
    }

    /** Waits until the keyboard is in this field. */
    public Browser awaitFocus(String field) {
        until(() -> field.equals(driver.switchTo().activeElement().getDomAttribute("name")), "focus in " + field);
        return this;
    }

    /** The words of the first link in a cell of this kind. */
    public String firstLinkOf(String cellClass) {
        return driver.findElement(By.cssSelector("td." + cellClass + " a")).getText();
    }

    /** Whether nothing is wider than the window. */
    public boolean fitsWidth() {
        return (Boolean) driver.executeScript(
                "return document.documentElement.scrollWidth <= document.documentElement.clientWidth");
    }

    /** Errors of the page's scripts, and what its content policy forbade. */
    public List<String> complaints() {
        return driver.manage().logs().get("browser").getAll().stream()
                .map(Object::toString)
                .filter(line -> !line.contains("401")) // an answer the page expects before somebody signs in
                .filter(line -> !line.contains("/favicon.ico")) // asked for by the browser where the answer is no page
                .toList();
    }

    public Path picture(String name) throws IOException {
        return Files.write(PICTURES.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    }

    private void until(BooleanSupplier condition, String what) {
        new WebDriverWait(driver, LIMIT)
                .ignoring(StaleElementReferenceException.class)
                .withMessage(() -> what + ", but the page shows: " + text())
                .until(d -> condition.getAsBoolean());
    }

    @Override
    public void close() throws IOException {
        driver.quit();
        Peer.deleteTree(profile);
    }
}
