import { encryptedPlace, folderPlace, memoryPlace } from './places.ts';
import { transportContract } from './transport-contract.ts';

transportContract('a folder', folderPlace);
transportContract('memory', memoryPlace);
transportContract('an encrypted folder', encryptedPlace(folderPlace));
transportContract('encrypted memory', encryptedPlace(memoryPlace));
