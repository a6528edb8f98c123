package dev.tributary.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.benchmarks.report.Figure;
import dev.tributary.benchmarks.report.Ratio;
import dev.tributary.benchmarks.report.Report;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FigureTest {
    @Test
    void theMiddleOfTheRunsCounts() {
        assertThat(new Figure("reads/s", "a", List.of(9.0, 1.0, 5.0)).median()).isEqualTo(5);
        assertThat(new Figure("reads/s", "a", List.of(9.0, 1.0)).median()).isEqualTo(1);
    }

    @Test
    void aReportSaysWhatWasMissed() {
        Report report = new Report(Map.of("processor", "one"));
        report.add("reads/s", "a", List.of(1_234.4, 5.0, 0.123));
        report.add(Ratio.atLeast("reads against b", 0.5, 0.65));
        report.add(Ratio.atMost("records", 3, 3));

        assertThat(report.markdown()).isEqualTo("""
                # Benchmarks

                - processor: one

                ## Targets

                | what | measured | target | |
                |---|---|---|---|
                | reads against b | 0.50 | ≥ 0.65 | **missed** |
                | records | 3.00 | ≤ 3.00 | met |

                ## Figures

                | what | of | median | least … most | runs |
                |---|---|---|---|---|
                | reads/s | a | 5.00 | 0.12 … 1,234 | 3 |
                """);
    }
}
