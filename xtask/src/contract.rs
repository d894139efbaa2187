//! Writes the TypeScript of the contract.

use crate::error::Error;
use crate::{program, steps};

/// Writes `ui/src/host/api.gen.ts` anew. A test of the core fails while it is stale.
pub fn contract() -> Result<(), Error> {
    steps::step("contract", || {
        let mut command = program::cargo(&["test", "--quiet", "-p", "bough-core", "--lib", "contract"]);
        program::quietly(command.env("BOUGH_WRITE_CONTRACT", "1"), "contract")
    })
}
