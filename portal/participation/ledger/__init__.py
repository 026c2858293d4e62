"""Who took part, once for each act: what reports count, written when the act happens.

    ledger.count(ActKind.SUPPORT, row.id, project_id, person_id, at)      in the act's transaction
    ledger.withdraw(ActKind.SUPPORT, [row.id])                            when it is taken back
    ledger.hide(ActKind.IDEA, row.id); ledger.show(ActKind.IDEA, row.id)  when staff hide it

A person is a number here. What they said of themselves is copied to the act that day, so that a
figure of last year does not change when somebody moves house or has a birthday.
"""
