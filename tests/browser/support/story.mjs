// One case from a letter to its closing: who does which act on which day, and what he writes. Everything else is left unrecorded.
import { date } from './days.mjs';
import { FIRST } from './person.mjs';

export const NAMES = ['郝建国', '苗春兰'];
const OUT_OF_ORDER = '材料已在旧卷中，另行补录';

/** Of rows of a table: the row, and the field in it. */
const rows = (list, entries) => entries.reduce(
  (all, entry, at) => Object.assign(all, at ? { [`${list}+`.padEnd(0) ]: true } : {}, Object.fromEntries(Object.entries(entry).map(([name, value]) => [`${list}.${at}.${name}`, value]))),
  {},
);

/** The acts after the registration: role, kind, days ago, fields; `chosen` are objects to tick. */
export function acts(number) {
  const at = (ago, fields = {}) => ({ 'occurred.date': date(ago), ...fields });
  const paper = { entered_from: 'paper' };
  return [
    ['INSPECTOR', 'CaseFilingProposed', at(280, {
      'payload.respondents.0.name': NAMES[0], 'payload.respondents.0.kind': 'cadre', 'payload.respondents.0.tracks': 'party',
    })],
    ['ORGAN_HEAD', 'CaseFilingApproved', at(279)],
    ['CLERK', 'CaseFiled', at(278, {
      'payload.case_no': number, 'payload.respondents.0.name': NAMES[0], 'payload.respondents.0.kind': 'cadre', 'payload.respondents.0.tracks': 'party',
    })],
    ['INSPECTOR', 'FilingAnnouncedToRespondent', at(277)],
    ['CLERK', 'FilingNotifiedToOrganisation', at(277)],
    ['ORGAN_HEAD', 'InvestigationTeamFormed', at(276)],
    ['INSPECTOR', 'InterviewRecorded', at(270)],
    ['INSPECTOR', 'EvidenceCollected', at(269)],
    ['INSPECTOR', 'FactListed', at(250)],
    ['INSPECTOR', 'FactMaterialPresented', at(240)],
    ['CLERK', 'RespondentOpinionSigned', at(239)],
    ['INSPECTOR', 'DefenceHeard', at(238)],
    ['TEAM_LEAD', 'InvestigationReportSubmitted', at(230)],
    ['TEAM_LEAD', 'CaseTransferredForReview', at(229)],
    ['REVIEWER', 'ReviewAccepted', at(228)],
    ['REVIEWER', 'ReviewOpinionFormed', at(215)],
    ['REVIEWER', 'ReviewReportSubmitted', at(210)],
    ['DECISION_BODY', 'DecisionMeetingHeld', at(205)],
    ['DECISION_BODY', 'ResponsibilityAttributed', at(205)],
    ['DECISION_BODY', 'DeterminationMade', at(205, { 'payload.outcome': 'sanction' })],
    ['DECISION_BODY', 'SanctionImposed', at(205, { 'payload.regime': 'party', 'payload.kind': 'party.warning', 'payload.months': '12' })],
    ['CLERK', 'DecisionDocumentIssued', at(204)],
    ['CLERK', 'DecisionServed', at(203)],
    ['CLERK', 'DecisionAnnounced', at(203)],
    ['CLERK', 'AppealFiled', at(180, { 'payload.route': FIRST })],
    ['APPEAL_OFFICER', 'AppealAccepted', at(178)],
    ['APPEAL_OFFICER', 'ReviewPanelFormed', at(176)],
    ['APPEAL_OFFICER', 'PanelOpinionGiven', at(150)],
    ['DECISION_BODY', 'AppealDecided', at(145, { 'payload.outcome': 'upheld' })],
    ['CLERK', 'RecordCorrected', at(140)],
    ['RECT_SUPERVISOR', 'RectificationOrdered', at(135)],
    ['CLERK', 'RectificationPlanFiled', at(120, paper)],
    ['CLERK', 'RectificationClaimed', at(90, paper)],
    ['RECT_SUPERVISOR', 'RectificationInspected', at(85)],
    ['RECT_SUPERVISOR', 'RectificationAccepted', at(84)],
    ['CLERK', 'DecisionArchived', at(60)],
    ['CLERK', 'ExecutionReported', at(58, paper)],
    ['CLERK', 'CaseClosed', at(50)],
  ];
}
