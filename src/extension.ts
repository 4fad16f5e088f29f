import * as vscode from 'vscode';
import { registerAfterTag } from './editor/features/afterTag';
import { registerAnnotateFixes } from './editor/features/annotateFixes';
import { registerAnnotateMode } from './editor/features/annotateMode';
import { registerArticlesView } from './editor/features/articlesView';
import { registerChangeType } from './editor/features/changeType';
import { registerConcordance } from './editor/features/concordance';
import { registerDecide } from './editor/features/decide';
import { registerDefinition } from './editor/features/definition';
import { registerDeleteEntity } from './editor/features/deleteEntity';
import { registerDocumentLinks } from './editor/features/documentLinks';
import { registerDocumentSymbols } from './editor/features/documentSymbols';
import { registerDuplicates } from './editor/features/duplicates';
import { registerEntitiesView } from './editor/features/entitiesView';
import { registerEverywhere } from './editor/features/everywhere';
import { registerExport } from './editor/features/export';
import { registerFileBadges } from './editor/features/fileBadges';
import { registerFindSimilar } from './editor/features/findSimilar';
import { registerFolding } from './editor/features/folding';
import { registerFollowRenames } from './editor/features/followRenames';
import { registerFollowSaves } from './editor/features/followSaves';
import { registerGoToLinked } from './editor/features/goToLinked';
import { registerGraph } from './editor/features/graph';
import { registerHighlights } from './editor/features/highlights';
import { registerHover } from './editor/features/hover';
import { registerImport } from './editor/features/import';
import { registerLanguage } from './editor/features/language';
import { registerLink } from './editor/features/link';
import { registerLinkActions } from './editor/features/linkActions';
import { registerLinkEdits } from './editor/features/linkEdits';
import { registerLinksView } from './editor/features/linksView';
import { registerList } from './editor/features/list';
import { registerListPaint } from './editor/features/listPaint';
import { registerMergeEntities } from './editor/features/mergeEntities';
import { registerNavigate } from './editor/features/navigate';
import { registerNewCorpus } from './editor/features/newCorpus';
import { registerNewNames } from './editor/features/newNames';
import { registerOpenEntity } from './editor/features/openEntity';
import { registerPassages } from './editor/features/passages';
import { registerProblems } from './editor/features/problems';
import { registerQuickFixes } from './editor/features/quickFixes';
import { registerReading } from './editor/features/reading';
import { registerReferences } from './editor/features/references';
import { registerRelatedSteps } from './editor/features/relatedSteps';
import { registerRelatedView } from './editor/features/relatedView';
import { registerRename } from './editor/features/rename';
import { registerRepair } from './editor/features/repair';
import { registerReview } from './editor/features/review';
import { registerSelectionRanges } from './editor/features/selectionRanges';
import { registerSemanticTokens } from './editor/features/semanticTokens';
import { registerSplitEntity } from './editor/features/splitEntity';
import { registerStatus } from './editor/features/status';
import { registerSuggestions } from './editor/features/suggestions';
import { registerTag } from './editor/features/tag';
import { registerUndo } from './editor/features/undo';
import { registerUntag } from './editor/features/untag';
import { registerWorkLeft } from './editor/features/workLeft';
import { registerWorkspaceSymbols } from './editor/features/workspaceSymbols';
import { Session } from './editor/session';

const features = [
  registerLanguage, registerSemanticTokens, registerPassages, registerDocumentSymbols, registerFolding, registerSelectionRanges,
  registerHover, registerDefinition, registerReferences, registerHighlights, registerRename, registerWorkspaceSymbols,
  registerTag, registerUntag, registerUndo, registerNavigate, registerOpenEntity, registerNewCorpus,
  registerFollowSaves, registerFollowRenames, registerRepair, registerReview,
  registerMergeEntities, registerChangeType, registerDeleteEntity, registerSplitEntity, registerDuplicates,
  registerList, registerListPaint, registerEverywhere, registerConcordance,
  registerEntitiesView, registerArticlesView, registerProblems, registerQuickFixes, registerStatus, registerReading,
  registerLink, registerGoToLinked, registerLinkEdits, registerLinkActions, registerDocumentLinks, registerLinksView,
  registerRelatedView, registerRelatedSteps, registerFindSimilar, registerGraph,
  registerSuggestions, registerDecide, registerAfterTag, registerAnnotateFixes, registerAnnotateMode, registerNewNames, registerWorkLeft, registerFileBadges,
  registerImport, registerExport,
];

/** Builds the session, and gives it to each feature. Nothing is read before something is asked for. */
export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Seedmark', { log: true });
  const session = new Session(log, context.workspaceState, context.globalStorageUri);
  context.subscriptions.push(log, session, ...features.map(register => register(session)));
}
