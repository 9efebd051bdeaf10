import {z} from 'zod';

/** What a claim may ask for at the most unless a lab says otherwise. */
export const usualClaim = '1024Mi';

/** In one unit, so that amounts compare. */
export const claimAmountSchema = z.string().regex(/^[1-9]\d{0,6}Mi$/, 'mebibytes, such as 1024Mi');
