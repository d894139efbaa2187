/** Files of the sample repository that are being worked on: one of each kind that needs words of its own. */

/** A state of a file: text, or bytes that are none, or the commit of a submodule. */
export type SampleState =
  | { readonly kind: "text"; readonly text: string; readonly mode: string }
  | { readonly kind: "binary"; readonly size: number; readonly mode: string }
  | { readonly kind: "submodule"; readonly commit: string; readonly dirty: boolean; readonly mode: string };

/** A file in the last commit, in the index and on disk; none where it isn't there. */
export interface SampleFile {
  readonly path: string;
  /** Where it was in the last commit. */
  readonly before?: string | undefined;
  readonly conflicted?: boolean | undefined;
  /** Too large to compare unasked. */
  readonly large?: boolean;
  readonly head: SampleState | null;
  readonly index: SampleState | null;
  readonly work: SampleState | null;
}

const text = (words: string, mode = "100644"): SampleState => ({ kind: "text", text: words, mode });
const bytes = (size: number): SampleState => ({ kind: "binary", size, mode: "100644" });
const module = (commit: string, dirty = false): SampleState => ({
  kind: "submodule",
  commit: commit.repeat(40),
  dirty,
  mode: "160000",
});

const invoice = `package org.example.billing;

import java.math.BigDecimal;
import java.util.List;

/** An invoice with its lines. */
public final class Invoice {
    private final List<Line> lines;
    private final Currency currency;

    public Invoice(List<Line> lines, Currency currency) {
        this.lines = List.copyOf(lines);
        this.currency = currency;
    }

    public BigDecimal total() {
        BigDecimal sum = BigDecimal.ZERO;
        for (Line line : lines) {
            sum = sum.add(line.amount());
        }
        return sum.setScale(2, RoundingMode.HALF_UP);
    }

    public boolean isPaid() {
        return paid;
    }

    public int reminders() {
        return reminders.size();
    }

    public Customer customer() {
        return customer;
    }

    @Override
    public String toString() {
        return "Invoice of " + customer + " over " + total();
    }
}
`;

const invoiceNow = invoice
  .replace("sum = sum.add(line.amount());", "sum = sum.add(line.amount().setScale(2, RoundingMode.HALF_EVEN));")
  .replace("return sum.setScale(2, RoundingMode.HALF_UP);", "return sum;")
  .replace("import java.util.List;\n", "import java.math.RoundingMode;\nimport java.util.List;\n")
  .replace('"Invoice of " + customer + " over " + total()', '"Invoice of " + customer.name() + " over " + total()')
  .replace("    public int reminders() {\n        return reminders.size();\n    }\n\n", "");

const ledger = `export interface Entry {
  readonly account: string;
  readonly amount: number;
}

export function balance(entries: readonly Entry[]): number {
  return entries.reduce((sum, entry) => sum + entry.amount, 0);
}
`;

const windowsFile = "@echo off\r\nset BILLING_HOME=C:\\billing\r\njava -jar billing.jar\r\n";
const long = `web/src/components/invoice/a-folder-whose-name-is-so-long-that-it-has-to-be-cut-somewhere/${"and-its-file-as-well-".repeat(3)}table.tsx`;

/** What is being worked on in the sample repository. */
export const sampleWork: readonly SampleFile[] = [
  {
    path: "src/main/java/org/example/billing/Invoice.java",
    head: text(invoice),
    index: text(invoice),
    work: text(invoiceNow),
  },
  {
    path: "web/src/ledger.ts",
    head: text(ledger),
    index: text(ledger.replace("(sum, entry) => sum + entry.amount", "(sum, { amount }) => sum + amount")),
    work: text(
      ledger.replace("(sum, entry) => sum + entry.amount", "(sum, { amount }) => sum + amount") +
        "\nexport function isEven(entries: readonly Entry[]): boolean {\n  return balance(entries) === 0;\n}\n",
    ),
  },
  {
    path: "docs/rounding.md",
    head: text("# Rounding\n\nThe sum is rounded.\n"),
    index: text("# Rounding\n\nEach line is rounded, as the bank does it.\n"),
    work: text("# Rounding\n\nEach line is rounded, as the bank does it.\n"),
  },
  { path: "scripts/start.bat", head: text(windowsFile), index: text(windowsFile), work: text(windowsFile + "pause\n") },
  {
    path: "scripts/nightly.sh",
    head: text("#!/bin/sh\nexec billing nightly\n"),
    index: text("#!/bin/sh\nexec billing nightly\n"),
    work: text("#!/bin/sh\nexec billing nightly\n", "100755"),
  },
  { path: "VERSION", head: text("2.19.0\n"), index: text("2.19.0\n"), work: text("2.20.0") },
  { path: "notes.txt", head: null, index: null, work: text("Ask the bank about SEPA returns.\n\tReturn code AC04!\n") },
  { path: "docs/invoice\u202Egnp.exe", head: null, index: null, work: text("MZ\n") },
  { path: "docs/caf%E9 100%25.txt", head: null, index: null, work: text("caf\uFFFD\n") },
  { path: long, head: text("export {};\n"), index: text("export {};\n"), work: text("export const rows = [];\n") },
  { path: "web/public/logo.png", head: bytes(18_204), index: bytes(18_204), work: bytes(23_911) },
  {
    path: "src/main/java/org/example/billing/Dunning.java",
    conflicted: true,
    head: text("class Dunning {\n    int level = 2;\n}\n"),
    index: text("class Dunning {\n    int level = 2;\n}\n"),
    work: text("class Dunning {\n<<<<<<< HEAD\n    int level = 2;\n=======\n    int level = 4;\n>>>>>>> develop\n}\n"),
  },
  { path: "third_party/iban", head: module("4"), index: module("4"), work: module("7", true) },
  {
    path: "src/main/java/org/example/billing/CurrencyTable.java",
    before: "src/main/java/org/example/billing/Currencies.java",
    head: text("class Currencies {}\n"),
    index: text("class CurrencyTable {}\n"),
    work: text("class CurrencyTable {}\n"),
  },
  { path: "src/main/java/org/example/billing/OldTax.java", head: text("class OldTax {}\n"), index: null, work: null },
  {
    path: "src/main/resources/rates.csv",
    head: text("EUR;1.0000\nCHF;0.9412\n"),
    index: text("EUR;1.0000\nCHF;0.9412\n"),
    work: null,
  },
  {
    path: "src/test/resources/ledger-50000.csv",
    head: null,
    index: null,
    work: text(
      Array.from({ length: 50_000 }, (_, n) => `${n + 1};CH93 0076 2011 6238 5295 ${n % 10};${n * 7}.50\n`).join(""),
    ),
  },
  {
    path: "web/src/generated/rates.ts",
    head: null,
    index: null,
    work: text(
      Array.from({ length: 20_000 }, (_, n) => `export const rate${n} = of("CHF", ${n * 7}); // as of day ${n}\n`).join(
        "",
      ),
    ),
  },
  { path: "src/test/resources/archive.sql", large: true, head: null, index: null, work: text("select 1;\n") },
];

/** So many new files, in folders of a hundred. */
export function manyFiles(count: number): readonly SampleFile[] {
  return Array.from({ length: count }, (_, n) => ({
    path: `generated/part-${Math.floor(n / 100)}/file-${n}.ts`,
    head: null,
    index: null,
    work: text(`export const n = ${n};\n`),
  }));
}
