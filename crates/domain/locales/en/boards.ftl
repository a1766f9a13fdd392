# What the boards say: responsibility, appeals, rectification, publication, relations, dossiers.

## Responsibility
responsibility-line = { $track }
    .share = { $share }
    .role = { $role }
    .class = { $class }
    .outcome = outcome: { $outcome }
share-collective = collective responsibility
share-individual = individual responsibility
gap-principal_missing = a body or a leader is held responsible, but nobody answers as the principal
gap-direct_missing = nobody is held directly responsible
gap-higher_level_missing = only those who acted or took part answer, nobody who led or supervised them
gap-causal_link_missing = the responsibility is attributed without saying how it led to what happened
    .and-whom = : { $whom }
