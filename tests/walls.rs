//! The house's rules that a machine can hold: each foreign library behind one wall, arrows between our rooms one way, versions
//! not below their floors (T1.0), no switch that turns a check off (T4.4), files of a size one can read.

mod walls {
    pub mod arrows;
    pub mod floors;
    pub mod sources;
}
