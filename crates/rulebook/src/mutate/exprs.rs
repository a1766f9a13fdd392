//! Changed expressions: one comparison turned, one number moved, one side of a junction dropped.

use serde_json::Value;

use crate::expr::{Expr, Node, Op};

/// Every expression that differs in one place.
pub(super) fn mutants(expr: &Expr) -> Vec<(String, Expr)> {
    let mut all = Vec::new();
    changed(expr.node(), &mut |node, what| all.push((what, expr.with_node(node))));
    all
}

/// Calls `tell` with every tree that differs from this one in one place.
fn changed(node: &Node, tell: &mut dyn FnMut(Node, String)) {
    match node {
        Node::Lit(Value::Number(n)) => {
            if let Some(n) = n.as_i64() {
                tell(Node::Lit(Value::from(n + 1)), format!("{n} → {}", n + 1));
            }
        }
        Node::Op(op, args) => operation(*op, args, tell),
        Node::Call(function, args) => {
            inside(args, &mut |args, what| tell(Node::Call(*function, args), what));
        }
        Node::Loop(one) => {
            changed(&one.step, &mut |step, what| {
                let mut other = one.clone();
                other.step = step;
                tell(Node::Loop(other), what);
            });
        }
        Node::Lit(_) | Node::Var(_) | Node::Select { .. } | Node::List(_) => {}
    }
}

fn operation(op: Op, args: &[Node], tell: &mut dyn FnMut(Node, String)) {
    let turned = match op {
        Op::Eq => Some(Op::Ne),
        Op::Ne => Some(Op::Eq),
        Op::Lt => Some(Op::Le),
        Op::Le => Some(Op::Lt),
        Op::Gt => Some(Op::Ge),
        Op::Ge => Some(Op::Gt),
        _ => None,
    };
    if let Some(turned) = turned {
        tell(Node::Op(turned, args.to_vec()), format!("{op:?} → {turned:?}"));
    }
    // The junctions that a macro makes hold its running sum on one side; dropping that is no mistake an officer makes.
    let is_sum = |node: &Node| matches!(node, Node::Var(name) if name.starts_with('@'));
    if let (Op::And | Op::Or, [a, b]) = (op, args)
        && !is_sum(a)
        && !is_sum(b)
    {
        tell(b.clone(), format!("{op:?}: first side dropped"));
        tell(a.clone(), format!("{op:?}: second side dropped"));
    }
    if let (Op::Not, [a]) = (op, args) {
        tell(a.clone(), "not dropped".to_owned());
    }
    if op == Op::NotStrictlyFalse {
        return;
    }
    inside(args, &mut |args, what| tell(Node::Op(op, args), what));
}

fn inside(args: &[Node], tell: &mut dyn FnMut(Vec<Node>, String)) {
    for (at, arg) in args.iter().enumerate() {
        changed(arg, &mut |node, what| {
            let mut other = args.to_vec();
            if let Some(slot) = other.get_mut(at) {
                *slot = node;
            }
            tell(other, what);
        });
    }
}
