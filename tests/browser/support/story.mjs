// One case from a letter to its closing: who does which act on which day, and what he writes. Everything else is left unrecorded.
import { date } from './days.mjs';
import { FIRST } from './person.mjs';

/** The two whom the letter names; a case is filed on the first. */
export const NAMES = ['郝建国', '苗春兰'];
/** Why what is out of order is recorded now. */
export const REASON = '材料已在旧卷中，另行补录';

const at = (ago, fields = {}) => ({ 'occurred.date': date(ago), ...fields });
/** What a body outside the office did is entered from its paper. */
const paper = { entered_from: 'paper' };

/** Registered and accepted: the fields of the sitting. */
export const LETTER = {
  'occurred.date': date(300),
  'payload.source_kind': 'letter',
  'payload.reporter_kind': 'anonymous',
  'payload.subjects.0.name': NAMES[0],
  'payload.subjects.1.name': NAMES[1],
  'payload.summary': '反映二人违规收受礼品礼金，违规操办婚庆事宜。',
  'a1.occurred.date': date(299),
};

/** Acts that are told in one form, where they are told one by one, and in the form of their sitting. */
const SITTINGS = {
  filing: (number) => [
    [['CLERK', 'CaseFiled', at(278, { 'payload.case_no': number })],
      ['INSPECTOR', 'FilingAnnouncedToRespondent', at(277)],
      ['CLERK', 'FilingNotifiedToOrganisation', at(277)]],
    ['CLERK', 'sittings/filing', at(278, { 'payload.case_no': number, 'a1.occurred.date': date(277), 'a2.occurred.date': date(277) })],
  ],
  facts: () => [
    [['INSPECTOR', 'FactMaterialPresented', at(240)], ['INSPECTOR', 'DefenceHeard', at(238)]],
    ['INSPECTOR', 'sittings/facts', at(240)],
  ],
  review: () => [
    [['REVIEWER', 'ReviewAccepted', at(228)]],
    ['REVIEWER', 'sittings/review', at(228)],
  ],
  decision: () => [
    [['DECISION_BODY', 'DecisionMeetingHeld', at(205)],
      ['DECISION_BODY', 'ResponsibilityAttributed', at(205)],
      ['DECISION_BODY', 'DeterminationMade', at(205, { 'payload.outcome': 'sanction' })],
      ['DECISION_BODY', 'SanctionImposed', at(205, { 'payload.regime': 'party', 'payload.kind': 'warning', 'payload.effective_on': date(205) })]],
    ['DECISION_BODY', 'sittings/decision', at(205, {
      'a1-*.payload.class': 'direct', 'a3-*.payload.outcome': 'sanction', 'a4-*.payload.kind': 'warning',
    })],
  ],
  service: () => [
    [['CLERK', 'DecisionServed', at(203, { 'refs.document': FIRST, 'refs.determination': FIRST })],
      ['CLERK', 'DecisionAnnounced', at(203, { 'refs.determination': FIRST })]],
    ['CLERK', 'sittings/service', at(203)],
  ],
  appeal: () => [
    [['DECISION_BODY', 'AppealDecided', at(145, { 'payload.outcome': 'upheld' })]],
    ['DECISION_BODY', 'sittings/appeal', at(145, { 'a1.refs.appeal': FIRST, 'a1.payload.outcome': 'upheld' })],
  ],
  rectification: () => [
    [['RECT_SUPERVISOR', 'RectificationOrdered', at(135, { 'payload.due_on': date(80) })]],
    ['RECT_SUPERVISOR', 'sittings/rectification', at(135, { 'payload.due_on': date(80) })],
  ],
};

/** The acts after that, in the order in which they happened. */
export function acts(number, { inSittings }) {
  const sitting = (name) => {
    const [oneByOne, together] = SITTINGS[name](number);
    return inSittings ? [together] : oneByOne;
  };
  // Whoever files what was proposed finds the respondent in the form.
  const respondent = { 'payload.respondents.0.name': NAMES[0], 'payload.respondents.0.kind': 'cadre', 'payload.respondents.0.tracks': 'party' };
  return [
    ['INSPECTOR', 'CaseFilingProposed', at(280, respondent)],
    ['ORGAN_HEAD', 'CaseFilingApproved', at(279)],
    ...sitting('filing'),
    ['ORGAN_HEAD', 'InvestigationTeamFormed', at(276)],
    ['INSPECTOR', 'InterviewRecorded', at(270)],
    ['INSPECTOR', 'EvidenceCollected', at(269)],
    ['INSPECTOR', 'FactListed', at(250)],
    ...sitting('facts'),
    ['CLERK', 'RespondentOpinionSigned', at(237)],
    ['TEAM_LEAD', 'InvestigationReportSubmitted', at(230)],
    ['TEAM_LEAD', 'CaseTransferredForReview', at(229)],
    ...sitting('review'),
    ['REVIEWER', 'ReviewOpinionFormed', at(215)],
    ['REVIEWER', 'ReviewReportSubmitted', at(210)],
    ...sitting('decision'),
    ['ORGAN_HEAD', 'DecisionApproved', at(205)],
    ['CLERK', 'DecisionDocumentIssued', at(204, { 'refs.determination': FIRST })],
    ...sitting('service'),
    ['CLERK', 'AppealFiled', at(180, { 'payload.received_on': date(180) })],
    ['APPEAL_OFFICER', 'AppealAccepted', at(178)],
    ['APPEAL_OFFICER', 'ReviewPanelFormed', at(176)],
    ['APPEAL_OFFICER', 'PanelOpinionGiven', at(150)],
    ...sitting('appeal'),
    ['CLERK', 'RecordCorrected', at(140, {
      'refs.event': FIRST, 'payload.changes.0.pointer': '/occurred/date', 'payload.changes.0.is': date(146), 'payload.reason': '日期录入有误',
    })],
    ...sitting('rectification'),
    ['CLERK', 'RectificationPlanFiled', at(120, paper)],
    ['CLERK', 'RectificationClaimed', at(90, paper)],
    ['RECT_SUPERVISOR', 'RectificationInspected', at(85)],
    ['RECT_SUPERVISOR', 'RectificationAccepted', at(84)],
    ['CLERK', 'DecisionArchived', at(60, { 'refs.determination': FIRST })],
    ['CLERK', 'ExecutionReported', at(58, { ...paper, 'refs.determination': FIRST })],
    ['CLERK', 'CaseClosed', at(50)],
  ];
}

/**
 * Tells the whole story through the pages, each act by somebody who holds its role; answers the address of the case. `directly` goes to each
 * form by its address, as a kept link does, and not from the page of the case. `inSittings` tells what belongs to one sitting in one form.
 */
export async function tell(t, { sit, number, unexpected, directly, inSittings }) {
  const seen = new Set();
  const intake = await sit('INTAKE');
  let path;
  await t.test('INTAKE registers and accepts a letter that names two', async () => {
    await intake.goTo('/cases/new');
    await intake.fillAll({ ...LETTER, 'a1.payload.register_no': `举${number}` });
    await intake.send('button[name="more"][value="accept:1"]');
    await intake.fill('a2.occurred.date', date(298));
    path = await intake.store();
  });
  for (const [role, kind, fields] of acts(`青立${number}`, { inSittings })) {
    await t.test(`${role} ${kind}`, async () => {
      const person = await sit(role);
      // Everybody finds his first form from the page of the case; later ones he knows.
      await person.begin(path, kind, { directly: directly || seen.has(role) });
      seen.add(role);
      await person.fillAll(fields);
      await person.store({ reason: REASON, onAsk: async () => unexpected.push(`${kind}: ${await person.errors()}`) });
    });
  }
  return path;
}
