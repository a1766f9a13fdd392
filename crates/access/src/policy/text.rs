//! Policies as they are written: the part of Cedar that the files use, read into a tree. What goes beyond it is refused, so
//! that nothing is written there which is not heeded.

use std::collections::HashMap;

/// An entity as policies name it: type and id.
pub(super) type Named = (String, String);

/// One policy.
#[derive(Debug, Clone)]
pub(super) struct Policy {
    /// What it is called.
    pub(super) id: String,
    /// Whether it forbids; else it permits.
    pub(super) forbids: bool,
    /// The role that the principal must hold.
    pub(super) role: Option<Named>,
    /// The operation or group of operations that it speaks of.
    pub(super) action: Option<Named>,
    /// The type of the resource that it speaks of.
    pub(super) resource: Option<String>,
    /// What must hold; of an `unless` the opposite.
    pub(super) conditions: Vec<Expression>,
}

/// An expression of a condition.
#[derive(Debug, Clone)]
pub(super) enum Expression {
    Principal,
    Entity(Named),
    Text(String),
    Set(Vec<Expression>),
    /// An attribute of the resource.
    OfResource(String),
    /// An attribute of the context.
    OfContext(String),
    Contains(Box<Expression>, Box<Expression>),
    In(Box<Expression>, Box<Expression>),
    Equals(Box<Expression>, Box<Expression>),
    Not(Box<Expression>),
    And(Vec<Expression>),
    Or(Vec<Expression>),
}

/// A piece of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Word(String),
    Text(String),
    Sign(&'static str),
}

/// Signs, the longer before those that they begin with.
const SIGNS: [&str; 18] =
    ["::", "==", "&&", "||", "@", "(", ")", "{", "}", "[", "]", ",", ";", ".", "!", ":", "<", ">"];

/// Why a text cannot be read.
type Read<T> = Result<T, String>;

/// Reads policies.
pub(super) fn policies(text: &str) -> Read<Vec<Policy>> {
    let mut reader = Reader::of(text)?;
    let mut all = Vec::new();
    while !reader.is_done() {
        all.push(reader.policy()?);
    }
    Ok(all)
}

/// Reads a schema: the groups of each operation. What it says of entities is for those who check policies by it.
pub(super) fn operations(text: &str) -> Read<HashMap<String, Vec<String>>> {
    let mut reader = Reader::of(text)?;
    let mut all = HashMap::new();
    while !reader.is_done() {
        let is_action = reader.word()? == "action";
        let mut names = vec![reader.name()?];
        while is_action && reader.takes(",") {
            names.push(reader.name()?);
        }
        let mut groups = Vec::new();
        if is_action && reader.takes_word("in") {
            reader.sign("[")?;
            groups.push(reader.name()?);
            reader.sign("]")?;
        }
        // A group is no operation, because nobody calls it.
        let is_called = reader.rest_of_statement()?;
        if is_action && is_called {
            all.extend(names.into_iter().map(|name| (name, groups.clone())));
        }
    }
    Ok(all)
}

struct Reader {
    tokens: Vec<Token>,
    at: usize,
}

impl Reader {
    fn of(text: &str) -> Read<Self> {
        Ok(Self { tokens: tokens(text)?, at: 0 })
    }

    fn is_done(&self) -> bool {
        self.at >= self.tokens.len()
    }

    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at)
    }

    fn next(&mut self) -> Read<Token> {
        let token = self.peek().cloned().ok_or("the text ends in the middle")?;
        self.at += 1;
        Ok(token)
    }

    fn takes(&mut self, sign: &str) -> bool {
        let is_it = matches!(self.peek(), Some(Token::Sign(one)) if *one == sign);
        self.at += usize::from(is_it);
        is_it
    }

    fn takes_word(&mut self, word: &str) -> bool {
        let is_it = matches!(self.peek(), Some(Token::Word(one)) if one == word);
        self.at += usize::from(is_it);
        is_it
    }

    fn sign(&mut self, sign: &str) -> Read<()> {
        if self.takes(sign) { Ok(()) } else { Err(format!("expected {sign}, found {:?}", self.peek())) }
    }

    fn word(&mut self) -> Read<String> {
        match self.next()? {
            Token::Word(word) => Ok(word),
            other => Err(format!("expected a word, found {other:?}")),
        }
    }

    fn text(&mut self) -> Read<String> {
        match self.next()? {
            Token::Text(text) => Ok(text),
            other => Err(format!("expected a text, found {other:?}")),
        }
    }

    fn name(&mut self) -> Read<String> {
        match self.next()? {
            Token::Word(name) | Token::Text(name) => Ok(name),
            other @ Token::Sign(_) => Err(format!("expected a name, found {other:?}")),
        }
    }

    /// Passes over the rest of a statement of a schema; whether it says what the operation applies to.
    fn rest_of_statement(&mut self) -> Read<bool> {
        let (mut depth, mut applies) = (0, false);
        loop {
            match self.next()? {
                Token::Sign("{") => depth += 1,
                Token::Sign("}") => depth -= 1,
                Token::Sign(";") if depth == 0 => return Ok(applies),
                Token::Word(word) if word == "appliesTo" => applies = true,
                _ => {}
            }
        }
    }

    fn policy(&mut self) -> Read<Policy> {
        self.sign("@")?;
        self.expect_word("id")?;
        self.sign("(")?;
        let id = self.text()?;
        self.sign(")")?;
        let forbids = match self.word()?.as_str() {
            "permit" => false,
            "forbid" => true,
            other => return Err(format!("{id}: '{other}' is no effect")),
        };
        self.sign("(")?;
        self.expect_word("principal")?;
        let role = if self.takes_word("in") { Some(self.entity()?) } else { None };
        self.sign(",")?;
        self.expect_word("action")?;
        let action = if self.takes_word("in") || self.takes("==") { Some(self.entity()?) } else { None };
        self.sign(",")?;
        self.expect_word("resource")?;
        let resource = if self.takes_word("is") { Some(self.word()?) } else { None };
        self.sign(")")?;
        let mut conditions = Vec::new();
        while !self.takes(";") {
            let is_unless = match self.word()?.as_str() {
                "when" => false,
                "unless" => true,
                other => return Err(format!("{id}: '{other}' is no condition")),
            };
            self.sign("{")?;
            let condition = self.or()?;
            self.sign("}")?;
            conditions.push(if is_unless { Expression::Not(Box::new(condition)) } else { condition });
        }
        Ok(Policy { id, forbids, role, action, resource, conditions })
    }

    fn expect_word(&mut self, word: &str) -> Read<()> {
        if self.takes_word(word) { Ok(()) } else { Err(format!("expected {word}, found {:?}", self.peek())) }
    }

    fn entity(&mut self) -> Read<Named> {
        let of = self.word()?;
        self.sign("::")?;
        Ok((of, self.text()?))
    }

    fn or(&mut self) -> Read<Expression> {
        let mut all = vec![self.and()?];
        while self.takes("||") {
            all.push(self.and()?);
        }
        Ok(if all.len() == 1 { all.remove(0) } else { Expression::Or(all) })
    }

    fn and(&mut self) -> Read<Expression> {
        let mut all = vec![self.relation()?];
        while self.takes("&&") {
            all.push(self.relation()?);
        }
        Ok(if all.len() == 1 { all.remove(0) } else { Expression::And(all) })
    }

    fn relation(&mut self) -> Read<Expression> {
        if self.takes("!") {
            return Ok(Expression::Not(Box::new(self.relation()?)));
        }
        let left = self.member()?;
        if self.takes_word("in") {
            return Ok(Expression::In(Box::new(left), Box::new(self.member()?)));
        }
        if self.takes("==") {
            return Ok(Expression::Equals(Box::new(left), Box::new(self.member()?)));
        }
        Ok(left)
    }

    fn member(&mut self) -> Read<Expression> {
        let mut value = self.primary()?;
        while self.takes(".") {
            self.expect_word("contains")?;
            self.sign("(")?;
            let one = self.or()?;
            self.sign(")")?;
            value = Expression::Contains(Box::new(value), Box::new(one));
        }
        Ok(value)
    }

    fn primary(&mut self) -> Read<Expression> {
        match self.next()? {
            Token::Text(text) => Ok(Expression::Text(text)),
            Token::Sign("(") => {
                let inner = self.or()?;
                self.sign(")")?;
                Ok(inner)
            }
            Token::Sign("[") => {
                let mut all = Vec::new();
                while !self.takes("]") {
                    all.push(self.or()?);
                    let _ = self.takes(",");
                }
                Ok(Expression::Set(all))
            }
            Token::Word(word) => match word.as_str() {
                "principal" => Ok(Expression::Principal),
                "resource" => {
                    self.sign(".")?;
                    Ok(Expression::OfResource(self.word()?))
                }
                "context" => {
                    self.sign(".")?;
                    Ok(Expression::OfContext(self.word()?))
                }
                _ => {
                    self.sign("::")?;
                    Ok(Expression::Entity((word, self.text()?)))
                }
            },
            other @ Token::Sign(_) => Err(format!("expected a value, found {other:?}")),
        }
    }
}

fn tokens(text: &str) -> Read<Vec<Token>> {
    let mut all = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let taken = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if let Some(inner) = rest.strip_prefix('"') {
            let end = inner.find(['"', '\\']).filter(|end| inner[*end..].starts_with('"'));
            let end = end.ok_or("a text does not end, or holds a backslash")?;
            all.push(Token::Text(inner[..end].to_owned()));
            end + 2
        } else if let Some(sign) = SIGNS.iter().find(|sign| rest.starts_with(**sign)) {
            all.push(Token::Sign(sign));
            sign.len()
        } else {
            let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
            if end == 0 {
                return Err(format!("no piece of a policy begins so: {rest:.20}"));
            }
            all.push(Token::Word(rest[..end].to_owned()));
            end
        };
        rest = rest[taken..].trim_start();
    }
    Ok(all)
}
