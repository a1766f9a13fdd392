//! Prints the `OpenAPI` document, without a server: `cargo xtask openapi` commits what this prints.

fn main() -> Result<(), serde_json::Error> {
    println!("{}", serde_json::to_string_pretty(&wenze_api::document())?);
    Ok(())
}
