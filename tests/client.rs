//! The generated client against a scripted server on loopback.
